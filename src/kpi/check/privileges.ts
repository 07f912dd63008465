import { z } from 'zod';

import { accountOf, type Account } from '../sql/account';

const privilegeRows = z.array(
  z.object({ grantee: z.string(), place: z.string(), owner: z.string(), privilege: z.string() })
);

/** What reading needs, and what comes with every account. */
const HARMLESS = new Set(['SELECT', 'USAGE', 'SHOW VIEW']);

interface Excess {
  /** `*`, a database or a table of it. */
  scope: string;
  privileges: string[];
}

/** What an account may do, beside reading what it has to. */
export interface Privileges {
  /** Undefined where the server doesn't say, or tells of several. */
  account?: Account;
  /** Whether it sees what other accounts may do, and so reads the server's own tables. */
  seesOthers: boolean;
  /** More than reading. */
  writes: Excess[];
  /** Where it reads more than tables that are named one by one. */
  wide: string[];
}

/** What the answer to PRIVILEGES_SQL tells. Throws a ZodError for an answer of another shape. */
export function privilegesOf(rows: unknown): Privileges {
  const all = privilegeRows.parse(rows);
  const grantees = [...new Set(all.map(({ grantee }) => grantee))];
  const [only, ...others] = grantees;
  const seesOthers = others.length > 0;
  const excess = new Map<string, Set<string>>();
  for (const { place, owner, privilege } of seesOthers ? [] : all) {
    if (!HARMLESS.has(privilege.toUpperCase())) {
      const scope = owner === '' ? place : `${place}.${owner}`;
      excess.set(scope, (excess.get(scope) ?? new Set()).add(privilege.toUpperCase()));
    }
  }
  const reads = all.filter(({ owner, privilege }) => owner === '' && privilege.toUpperCase() === 'SELECT');
  return {
    account: only === undefined || seesOthers ? undefined : accountOf(only),
    seesOthers,
    writes: [...excess].map(([scope, privileges]) => ({ scope, privileges: [...privileges].sort() })),
    wide: seesOthers ? [] : [...new Set(reads.map(({ place }) => place))],
  };
}
