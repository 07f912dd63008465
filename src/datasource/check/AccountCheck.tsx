import { t } from '@grafana/i18n';
import { Alert, Stack } from '@grafana/ui';
import React from 'react';

import { scriptText } from '../../kpi/sql/script';
import { READER, readerStatements } from '../../kpi/sql/readerGrant';
import { SqlText } from '../SqlText';
import type { ServerCheck } from './check';

/** Clocks of machines that are looked after differ by less (seconds). */
const SAME_CLOCK = 30;

/** What the account may do beside reading the catalogue's tables, and the account that would do. */
export function AccountCheck({ server }: { server: ServerCheck }) {
  const { tables, drift } = server;
  const objections = objectionsTo(server);
  const isGrave =
    server.privileges !== undefined && (server.privileges.writes.length > 0 || server.privileges.seesOthers);
  return (
    <Stack direction="column" gap={1}>
      <Alert
        severity={isGrave ? 'error' : objections.length > 0 ? 'warning' : 'success'}
        title={
          isGrave
            ? t('check.account-bad', 'The account may do more than it should')
            : objections.length > 0
              ? t('check.account-hint', 'The account could be narrower')
              : t('check.account-good', 'The account reads tables and can do nothing else')
        }
      >
        {objections.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {objections.length > 0 && tables.length > 0 && (
          <>
            {t('check.account-script', 'An account for this catalogue, for a DBA to run:')}
            <SqlText sql={scriptText(readerStatements(READER, tables))} />
          </>
        )}
      </Alert>
      {drift !== undefined && Math.abs(drift) > SAME_CLOCK && (
        <Alert severity="warning" title={t('check.clock', 'The clocks differ')}>
          {t(
            'check.clock-drift',
            "The database's clock and this machine's are {{seconds}} s apart. Windows end where Grafana's clock says: synchronise both.",
            { seconds: Math.abs(Math.round(drift)) }
          )}
        </Alert>
      )}
    </Stack>
  );
}

function objectionsTo({ privileges, roles }: ServerCheck): string[] {
  if (!privileges) {
    return [
      t('check.account-unknown', 'The server does not say what the account may do. Have a DBA look at its grants.'),
    ];
  }
  const { seesOthers, writes, wide } = privileges;
  return [
    ...(seesOthers
      ? [t('check.sees-others', "It sees other accounts' privileges, so it reads the server's own tables.")]
      : []),
    ...writes.map(({ scope, privileges: excess }) =>
      t('check.writes', '{{- privileges}} on {{- scope}} is more than reading.', {
        privileges: excess.join(', '),
        scope,
      })
    ),
    ...wide.map((scope) =>
      t('check.wide', 'SELECT on {{- scope}} is more than the tables of the catalogue.', { scope: `${scope}.*` })
    ),
    ...roles.map((role) =>
      t('check.role', 'The role {{- role}} acts for it, and what that may do is not told. Have a DBA look.', { role })
    ),
  ];
}
