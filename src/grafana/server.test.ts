import { findDialect } from './server';
import { provideServer } from './test/samples';

it('asks the server what it is, by a statement that reads no table', async () => {
  const asked = provideServer({ version: '10.11.14-MariaDB-0+deb12u2', comment: 'Debian 12' });
  expect(await findDialect('mysql')).toBe('mariadb');
  expect(asked).toMatchObject([
    { rawSql: 'SELECT VERSION() AS version, @@version_comment AS comment', format: 'table', rawQuery: true },
  ]);
});

it('takes a server that does not answer, or nothing of use, for one without time limits', async () => {
  provideServer(new Error('dial tcp: connection refused'));
  expect(await findDialect('mysql')).toBe('other');
  provideServer({});
  expect(await findDialect('mysql')).toBe('other');
  expect(await findDialect('gone')).toBe('other');
});
