import { fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';

import { CatalogueTools } from '../CatalogueTools';
import { SHOP, NOW } from '../discover/testing';
import { CATALOGUE, drawLists, FakeMysql, installDataSources } from '../testing';

beforeAll(drawLists);
afterAll(() => jest.restoreAllMocks());

it('has a line a KPI with a word for each check, and says what to do where a line is opened', async () => {
  const [orders] = CATALOGUE.kpis;
  const catalogue = {
    ...CATALOGUE,
    kpis: orders ? [{ ...orders, source: { ...orders.source, table: 'refunds' } }] : [],
  };
  const mysql = new FakeMysql({
    ...SHOP,
    'orders/run': [{ slot: 'checked', bucket_no: null, orders_value: 20, orders_events: 20, orders_last: 597 }],
    'orders/plan': [{ id: 1, table: 'refunds', type: 'ALL', rows: 90_000 }],
    'orders/newest/0': [{ newest: NOW - 3 }],
    privileges: [{ grantee: "'r'@'%'", place: 'shop', owner: 'refunds', privilege: 'DELETE' }],
  });
  installDataSources(mysql);
  render(<CatalogueTools options={{ mysqlUid: 'shop', catalogue }} readOnly onChange={jest.fn()} />);
  fireEvent.click(screen.getByText('Check the KPIs'));

  const again = await screen.findByText('Check again');
  const row = screen.getByText('Orders').closest('tr') ?? document.body;
  expect(
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent)
  ).toEqual(['', 'Orders', 'Good', 'To mend', 'To mend', 'Good', 'Good']);
  expect(screen.getByText('The account may do more than it should')).toBeInTheDocument();
  expect(screen.getByText('DELETE on shop.refunds is more than reading.')).toBeInTheDocument();
  expect(screen.getByText(/^CREATE USER IF NOT EXISTS/)).toHaveTextContent(
    "GRANT SELECT ON `shop`.`refunds` TO 'grafana_reader'@'%';"
  );
  fireEvent.click(within(row).getByRole('button'));
  expect(screen.getByText(/reads refunds from beginning to end, about 90000 rows/)).toBeInTheDocument();

  mysql.answer('server', new Error('Error 1045 (28000): Access denied for user'));
  mysql.answer('orders/run', new Error("Error 1054 (42S22): Unknown column 'x' in 'field list'"));
  fireEvent.click(again);
  await screen.findByText('Check again');
  expect(screen.getByText('Orders').closest('tr')).toHaveTextContent(/To mend/);
});
