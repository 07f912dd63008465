/** The Grafana that the demo downloads, or runs in Docker. */
export const GRAFANA_VERSION = '12.3.0';

/** The parts of the plugin, which Grafana loads unsigned. */
export const APP_ID = 'kpiwatch-businesskpi-app';
const PLUGIN_IDS = [APP_ID, 'kpiwatch-businesskpi-datasource', 'kpiwatch-suddendrop-panel'];

export type Settings = Record<string, Record<string, string>>;

/** A Grafana of the demo's own: it loads our plugin and asks nothing of the internet. */
export const DEMO_SETTINGS: Settings = {
  security: { admin_user: 'admin', admin_password: 'admin', disable_gravatar: 'true' },
  plugins: {
    allow_loading_unsigned_plugins: PLUGIN_IDS.join(','),
    preinstall_disabled: 'true',
    public_key_retrieval_disabled: 'true',
  },
  analytics: {
    reporting_enabled: 'false',
    check_for_updates: 'false',
    check_for_plugin_updates: 'false',
    feedback_links_enabled: 'false',
  },
  news: { news_feed_enabled: 'false' },
  snapshots: { external_enabled: 'false' },
  unified_alerting: { enabled: 'true' },
};

/** As a configuration file. */
export function toIni(settings: Settings): string {
  return Object.entries(settings)
    .map(([section, values]) => [`[${section}]`, ...Object.entries(values).map(([key, value]) => `${key} = ${value}`)])
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** As environment variables. */
export function toEnvironment(settings: Settings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([section, values]) =>
      Object.entries(values).map(([key, value]) => [`GF_${section}_${key}`.toUpperCase(), value])
    )
  );
}
