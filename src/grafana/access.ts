import { config } from '@grafana/runtime';

/** What the person may do here: a Viewer sees, an Editor edits policies and acknowledges, an Admin sets up. */
export interface Access {
  editPolicies: boolean;
  editDashboards: boolean;
  acknowledge: boolean;
  setUp: boolean;
  manageTeams: boolean;
}

/** Grafana checks each request itself; this only keeps buttons away that could not work. */
export function currentAccess(): Access {
  const { orgRole, permissions } = config.bootData.user;
  const isEditor = orgRole === 'Editor' || orgRole === 'Admin';
  return {
    editPolicies: permissions?.['alert.rules:write'] ?? isEditor,
    editDashboards: permissions?.['dashboards:create'] ?? permissions?.['dashboards:write'] ?? isEditor,
    acknowledge: permissions?.['alert.silences:create'] ?? permissions?.['alert.instances:create'] ?? isEditor,
    manageTeams: permissions?.['plugins:write'] ?? orgRole === 'Admin',
    setUp: permissions?.['datasources:create'] ?? orgRole === 'Admin',
  };
}
