import type { Stage } from '../stage/hosts';

const ROLES = ['Admin', 'Editor', 'Viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Who looks at a page, and how. */
export interface Visitor {
  role: Role;
  theme: 'dark' | 'light';
  language: 'en-US' | 'ko-KR';
  /** Of the window, in pixels. */
  width: number;
}

/** Nobody but the tests' own Grafana knows these people. */
const PASSWORD = 'only-for-tests-1';

/** A person of each role in a Grafana. */
export const rolesOf = (admin: Stage['admin']) =>
  ROLES.map((role) =>
    role === 'Admin' ? { ...admin, role } : { user: `kpiwatch-${role.toLowerCase()}`, password: PASSWORD, role }
  );
