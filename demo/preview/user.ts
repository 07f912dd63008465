import type { Choice } from './choices';

/** What the plugin may ask about, of what Grafana 12.3 lets each role do; Editors may what Viewers may, and so on. */
const PERMISSIONS: Record<Choice['role'], readonly string[]> = {
  Viewer: [
    'alert.instances:read',
    'alert.notifications.receivers:list',
    'alert.notifications.receivers:read',
    'alert.notifications.routes:read',
    'alert.notifications.templates:read',
    'alert.notifications.time-intervals:read',
    'alert.notifications:read',
    'alert.rules:read',
    'alert.silences:read',
    'annotations:create',
    'annotations:delete',
    'annotations:read',
    'annotations:write',
    'dashboards:read',
    'datasources.id:read',
    'datasources:query',
    'datasources:read',
    'folders:read',
    'plugins.app:access',
  ],
  Editor: [
    'alert.instances:create',
    'alert.instances:write',
    'alert.notifications.receivers:create',
    'alert.notifications.receivers:delete',
    'alert.notifications.receivers:test',
    'alert.notifications.receivers:write',
    'alert.notifications.routes:write',
    'alert.notifications.templates:delete',
    'alert.notifications.templates:write',
    'alert.notifications.time-intervals:delete',
    'alert.notifications.time-intervals:write',
    'alert.notifications:write',
    'alert.provisioning.provenance:write',
    'alert.rules:create',
    'alert.rules:delete',
    'alert.rules:write',
    'alert.silences:create',
    'alert.silences:write',
    'dashboards:create',
    'dashboards:delete',
    'dashboards:write',
    'datasources:explore',
    'folders:create',
  ],
  Admin: [
    'alert.notifications.provisioning:read',
    'alert.notifications.provisioning:write',
    'alert.notifications.receivers.secrets:read',
    'alert.provisioning.secrets:read',
    'alert.provisioning:read',
    'alert.provisioning:write',
    'alert.rules.provisioning:read',
    'alert.rules.provisioning:write',
    'datasources:create',
    'datasources:delete',
    'datasources:write',
    'folders:delete',
    'folders:write',
    'plugins:install',
    'plugins:write',
  ],
};

/** Who the page is shown to, as Grafana tells its front end. */
export function userOf({ theme, language, role }: Choice) {
  return {
    isSignedIn: true,
    id: 1,
    login: role.toLowerCase(),
    name: role,
    orgId: 1,
    orgName: 'Preview',
    orgRole: role,
    isGrafanaAdmin: role === 'Admin',
    lightTheme: theme === 'light',
    theme,
    language,
    regionalFormat: language,
    locale: language,
    timezone: 'browser',
    weekStart: '',
    permissions: Object.fromEntries(permissionsOf(role).map((permission) => [permission, true])),
  };
}

function permissionsOf(role: Choice['role']): readonly string[] {
  const { Viewer, Editor, Admin } = PERMISSIONS;
  return { Viewer, Editor: [...Viewer, ...Editor], Admin: [...Viewer, ...Editor, ...Admin] }[role];
}
