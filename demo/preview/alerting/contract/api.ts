import type { Role } from '../route';

export const RULES = '/api/v1/provisioning/alert-rules';
export const NOTIFICATIONS = '/apis/notifications.alerting.grafana.app';
/** Apart from what else a Grafana has, and from an earlier run. */
export const RUN = `contract-${Date.now().toString(36)}`;
export const FOLDER = `${RUN}-folder`;
export const EDITABLE = { 'X-Disable-Provenance': 'true' };

export const groupUrl = (name: string, folder = FOLDER) => `/api/v1/provisioning/folder/${folder}/rule-groups/${name}`;

/** The Grafana that the contract is tried on, real or fake. */
export interface Api {
  /** Asks as somebody with that role. */
  ask(role: Role, method: string, url: string, sent?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Writes a rule group into the folder of this run. */
  put(name: string, rules: object[], role?: Role): Promise<Answer>;
  /** Address of a stand-in for Slack. */
  hook(): string;
}

interface Answer {
  status: number;
  /** Any JSON: the cases look into it. */
  body: ReturnType<typeof JSON.parse>;
}
