import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';

import { CatalogueTools } from '../CatalogueTools';
import { CATALOGUE, drawLists, FakeMysql, installDataSources } from '../testing';

// On a busy machine a drawer takes its time.
configure({ asyncUtilTimeout: 10_000 });
beforeAll(drawLists);
afterAll(() => jest.restoreAllMocks());

const SERVER = [{ version: '10.11.14-MariaDB', comment: '' }];
const ACCOUNT = [{ grantee: "'kpi_reader'@'10.%'", place: '*', owner: '', privilege: 'USAGE' }];

function step(slot: string, bucket: number | null, orders: number, sales: number, by?: string) {
  return {
    slot,
    bucket_no: bucket,
    ...(by !== undefined && { by_0: by }),
    orders_value: orders,
    orders_events: orders,
    orders_last: 5,
    sales_value: sales,
    sales_events: orders,
    sales_last: 5,
  };
}

function open(answers: ConstructorParameters<typeof FakeMysql>[0] = {}, readOnly = false) {
  const mysql = new FakeMysql({ server: SERVER, privileges: ACCOUNT, ...answers });
  installDataSources(mysql);
  const onChange = jest.fn();
  const buyers = { id: 'buyers', name: 'Buyers', value: { kind: 'distinct' as const, column: 'buyer' } };
  const kpis = CATALOGUE.kpis.flatMap((kpi) => (kpi.id === 'orders' ? [kpi, { ...kpi, ...buyers }] : [kpi]));
  const catalogue = { ...CATALOGUE, kpis };
  render(<CatalogueTools options={{ mysqlUid: 'shop', catalogue }} readOnly={readOnly} onChange={onChange} />);
  fireEvent.click(screen.getByText('Roll up a table'));
  return { mysql, onChange };
}

it('writes the script, says what can not be rolled up, compares, and switches over what agrees', async () => {
  const same = [step('newest', 0, 41, 500), step('week3', 5, 7, 70)];
  const { mysql, onChange } = open({
    'table/steps': same,
    'rollup/steps': [step('newest', 0, 41, 500), step('week3', 5, 7, 60)],
    'table/region': [step('newest', null, 41, 500, 'KR')],
    'rollup/region': [step('newest', null, 41, 500, 'KR')],
  });
  const script = await screen.findByText(/SET time_zone/);
  expect(script).toHaveTextContent("GRANT SELECT ON `kpiwatch`.`orders_minutes` TO 'kpi_reader'@'10.%';");
  expect(script).toHaveTextContent(/CREATE EVENT .*UNIX_TIMESTAMP\(\) - 900/);
  expect(screen.getByText(/^Told from minutes/)).toHaveTextContent('Orders, Sales.');
  expect(screen.getByText(/^Buyers/)).toHaveTextContent('Buyers: whoever comes in two minutes would count twice');

  fireEvent.change(screen.getByLabelText('Table of minutes'), { target: { value: 'dba.orders_1m' } });
  fireEvent.click(screen.getByLabelText('An event of the server refreshes it every minute'));
  expect(script).not.toHaveTextContent('CREATE EVENT');
  expect(screen.getByText(/^CALL `dba`.`orders_1m_refresh`/)).toBeInTheDocument();

  fireEvent.click(screen.getByText('Compare table and rollup'));
  const orders = (await screen.findByText('Orders')).closest('tr') ?? document.body;
  expect(within(orders).getByText('Agree')).toBeInTheDocument();
  const sales = screen.getByText('Sales').closest('tr') ?? document.body;
  expect(within(sales).getByText('Differ')).toBeInTheDocument();
  expect(within(sales).getByText(/: 70 in the table, 60 in the rollup$/)).toBeInTheDocument();
  for (const { rawSql } of mysql.sent.flat()) {
    expect(rawSql).toMatch(/^SET STATEMENT max_statement_time=30 FOR\nSELECT /);
  }

  fireEvent.click(screen.getByText('Switch 1 KPIs to the rollup'));
  const [[catalogue]] = onChange.mock.calls;
  expect(catalogue.kpis.map(({ id, source }: (typeof CATALOGUE.kpis)[number]) => [id, source.kind])).toEqual([
    ['orders', 'rollup'],
    ['buyers', 'table'],
    ['sales', 'table'],
    ['products', 'table'],
  ]);
  expect(catalogue.kpis[0]).toEqual({
    ...CATALOGUE.kpis[0],
    source: {
      kind: 'rollup',
      table: 'dba.orders_1m',
      events: 'orders_events',
      time: { column: 'minute_start', type: 'epoch_s' },
      filters: [],
    },
    value: { kind: 'count' },
  });
});

it('says so when the rollup is not there yet, and leaves a catalogue from a file alone', async () => {
  const { mysql } = open(
    {
      'table/steps': [],
      'rollup/steps': new Error("Error 1146 (42S02): Table 'kpiwatch.orders_minutes' doesn't exist"),
    },
    true
  );
  fireEvent.click(await screen.findByText('Compare table and rollup'));
  expect(await screen.findByText('They could not be compared. Has the script been run?')).toBeInTheDocument();
  expect(screen.getByText(/Table 'kpiwatch.orders_minutes' doesn't exist/)).toBeInTheDocument();

  mysql.answer('rollup/steps', []);
  fireEvent.click(screen.getByText('Compare table and rollup'));
  expect((await screen.findAllByText('Nothing to compare')).length).toBe(2);
  expect(screen.queryByText(/^Switch/)).not.toBeInTheDocument();
});

it('writes no script for a server of another kind', async () => {
  open({ server: [{ version: '8.0.33', comment: 'StarRocks version 3.3.5' }] });
  expect(await screen.findByText(/^Scripts are written for MySQL and MariaDB/)).toBeInTheDocument();
});

it('prints the sampler of the server’s own health, and adds the KPIs that read it', async () => {
  const { onChange } = open();
  fireEvent.click(await screen.findByLabelText('Close'));
  fireEvent.click(screen.getByText("MySQL's own health"));
  const script = await screen.findByText(/SET time_zone/);
  expect(script).toHaveTextContent("GRANT SELECT ON `kpiwatch`.`mysql_status` TO 'kpi_reader'@'10.%';");
  fireEvent.click(screen.getByLabelText('Is a replica'));
  expect(script).toHaveTextContent('CREATE EVENT `kpiwatch`.`mysql_status_replica`');
  fireEvent.click(screen.getByText('Add its 4 KPIs'));
  expect(onChange.mock.calls[0][0].kpis.map(({ id }: { id: string }) => id).slice(-4)).toEqual([
    'db_connections_used',
    'db_threads_running',
    'db_slow_queries',
    'db_replication_lag',
  ]);
});
