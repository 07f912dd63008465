/** What `npm run e2e` started, handed to the specs through the environment. */
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set. Start the browser tests with "npm run e2e".`);
  }
  return value;
}

/** Grafana's address, without credentials. */
export const grafanaUrl = () => required('KPIWATCH_E2E_GRAFANA_URL');
/** The stand-in for Slack. */
export const slackUrl = () => required('KPIWATCH_E2E_SLACK_URL');
/** The shop's database, as its admin. */
export const databaseUrl = () => required('KPIWATCH_E2E_MYSQL_URL');

export const APP_ID = 'kpiwatch-businesskpi-app';
