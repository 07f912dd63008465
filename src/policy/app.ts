/** The plugin id of the app. */
export const APP_ID = 'kpiwatch-businesskpi-app';
