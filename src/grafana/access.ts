import { config, hasPermission } from '@grafana/runtime';

/** What the person may do here: a Viewer sees, an Editor edits policies, an Admin sets up. */
export interface Access {
  editPolicies: boolean;
  setUp: boolean;
}

/** Grafana checks each request itself; this only keeps buttons away that could not work. */
export function currentAccess(): Access {
  const { orgRole } = config.bootData.user;
  return {
    editPolicies: hasPermission('alert.rules:write') || orgRole === 'Editor' || orgRole === 'Admin',
    setUp: hasPermission('datasources:create') || orgRole === 'Admin',
  };
}
