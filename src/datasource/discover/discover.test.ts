import { EMPTY_CATALOGUE } from '../../kpi/catalogue/schema';
import { openDatabase } from '../database';
import { FakeMysql, installDataSources } from '../testing';
import { discover } from './discover';
import { SHOP } from './testing';

function start(answers: ConstructorParameters<typeof FakeMysql>[0], signal = new AbortController().signal) {
  const mysql = new FakeMysql({ ...SHOP, ...answers });
  installDataSources(mysql);
  const progress: string[] = [];
  const discovery = openDatabase({ mysqlUid: 'shop', timeLimit: 7 }).then((database) =>
    discover(database, {
      catalogue: EMPTY_CATALOGUE,
      zone: 'Asia/Seoul',
      signal,
      onProgress: (read, all) => progress.push(`${read}/${all}`),
    })
  );
  return { mysql, progress, discovery };
}

it('sends SELECTs alone, a few at a time, each with the time limit', async () => {
  const { mysql, progress, discovery } = start({});
  expect((await discovery).proposals.map(({ kpi }) => kpi.id)).toEqual([
    'refunds',
    'refund_amount',
    'average_refund_amount',
  ]);
  expect(progress).toEqual(['0/1', '1/1']);
  expect(mysql.sent.map((request) => request.map(({ refId }) => refId))).toEqual([
    ['place', 'tables', 'columns', 'indexes'],
    ['clock'],
    ['refunds'],
  ]);
  for (const { rawSql } of mysql.sent.flat()) {
    expect(rawSql).toMatch(/^SET STATEMENT max_statement_time=7 FOR\nSELECT /);
  }
});

it('goes by names where rows can not be read, and tells of which tables', async () => {
  const { discovery } = start({ refunds: new Error('query failed'), clock: new Error('query failed') });
  const { proposals, unread } = await discovery;
  expect(proposals[0]?.kpi).toMatchObject({ id: 'refunds', dimensions: ['reason_type'] });
  expect(unread).toEqual(['refunds']);
});

it('ends when nobody waits any more', async () => {
  const leaving = new AbortController();
  const { mysql, discovery } = start({}, leaving.signal);
  leaving.abort();
  await expect(discovery).rejects.toThrow();
  expect(mysql.sent.flat().map(({ refId }) => refId)).not.toContain('refunds');
});

it('needs the schema, and says why it can not be read', async () => {
  const { discovery } = start({ tables: new Error('Error 1045 (28000): Access denied for user') });
  await expect(discovery).rejects.toThrow(/Access denied for user\. Mend the user, the password/);
});
