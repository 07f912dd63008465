/** An alert as Grafana's message templates see it. */
export interface MessageAlert {
  status: 'firing' | 'resolved';
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Epoch milliseconds. */
  startsAt: number;
  endsAt: number;
  generatorUrl?: string;
  silenceUrl?: string;
  dashboardUrl?: string;
  panelUrl?: string;
}

/** What `.` is in a message's templates. */
export function messageData(alerts: readonly MessageAlert[], vars: Record<string, string> = {}) {
  const all = alerts.map((alert) => ({
    Status: alert.status,
    Labels: alert.labels,
    Annotations: Object.fromEntries(Object.entries(alert.annotations).filter(([name]) => !/^__.*__$/.test(name))),
    StartsAt: new Date(alert.startsAt),
    EndsAt: new Date(alert.endsAt),
    GeneratorURL: alert.generatorUrl ?? '',
    SilenceURL: alert.silenceUrl ?? '',
    DashboardURL: alert.dashboardUrl ?? '',
    PanelURL: alert.panelUrl ?? '',
  }));
  const withStatus = (status: string) => all.filter(({ Status }) => Status === status);
  return {
    Status: all.some(({ Status }) => Status === 'firing') ? 'firing' : 'resolved',
    Alerts: Object.assign(all, { Firing: withStatus('firing'), Resolved: withStatus('resolved') }),
    CommonLabels: common(all.map(({ Labels }) => Labels)),
    CommonAnnotations: common(all.map(({ Annotations }) => Annotations)),
    Vars: vars,
  };
}

function common([first = {}, ...rest]: Array<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(first).filter(([name, value]) => rest.every((one) => one[name] === value)));
}
