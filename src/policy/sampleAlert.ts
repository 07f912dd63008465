import { KPI_SOURCE } from './kpiSource';
import type { Policy } from './schema';
import type { Language } from './texts';

/** What a message is shown with before there is a breach. */
export interface Sample {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Of its rule, from which messages make their links. */
  generatorURL: string;
}

interface Asked extends Pick<Policy, 'title' | 'severity' | 'owner'> {
  /** The name of the team that is told. */
  team?: string;
  runbook?: string;
  language: Language;
  /** The name of what is watched: a KPI, unless it is a query. */
  kpi: string;
  isQuery?: boolean;
  summary: string;
  description: string;
  worth?: string;
  drivers?: string;
}

/** A breach as Grafana hands it to a message, of a policy that may not be saved yet. */
export function sampleAlert({
  title,
  severity,
  owner,
  team,
  runbook,
  language,
  kpi,
  isQuery = false,
  summary,
  description,
  worth,
  drivers,
}: Asked): Sample {
  return {
    labels: { alertname: title, severity, owner, kpi },
    annotations: {
      summary,
      description,
      kpi_name: kpi,
      ...(!isQuery && { [KPI_SOURCE]: 'example' }),
      ...(team !== undefined && { team }),
      ...(worth !== undefined && { worth }),
      ...(drivers !== undefined && { drivers }),
      ...(runbook !== undefined && runbook !== '' && { runbook_url: runbook }),
      ...(language === 'ko' && { language }),
    },
    generatorURL: 'https://grafana.example.com/alerting/grafana/example/view',
  };
}
