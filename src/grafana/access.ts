import { config } from '@grafana/runtime';

/** What the person may do here: a Viewer sees, an Editor edits policies, an Admin sets up. */
export interface Access {
  editPolicies: boolean;
  setUp: boolean;
}

/** Grafana checks each request itself; this only keeps buttons away that could not work. */
export function currentAccess(): Access {
  const { orgRole, permissions } = config.bootData.user;
  return {
    editPolicies: permissions?.['alert.rules:write'] ?? (orgRole === 'Editor' || orgRole === 'Admin'),
    setUp: permissions?.['datasources:create'] ?? orgRole === 'Admin',
  };
}
