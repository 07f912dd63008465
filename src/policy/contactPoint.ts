/** One channel of a Grafana contact point; `settings` holds secrets in clear, as Grafana takes them when written. */
export interface Integration {
  type: string;
  version: string;
  settings: Record<string, unknown>;
  disableResolveMessage: boolean;
}

/** A contact point that is to be made. */
export interface NewContactPoint {
  title: string;
  integration: Integration;
  /** Texts of its settings that no message may repeat. */
  secrets: string[];
  /** A channel to the same place that answers in more words; a test goes over it first. */
  probe?: Integration;
}
