import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';

import { CatalogueTools } from '../CatalogueTools';
import { CATALOGUE, drawLists, FakeMysql, installDataSources } from '../testing';
import { SHOP } from './testing';

beforeAll(drawLists);
afterAll(() => jest.restoreAllMocks());

function open(answers: ConstructorParameters<typeof FakeMysql>[0], readOnly = false) {
  const mysql = new FakeMysql(answers);
  installDataSources(mysql);
  const onChange = jest.fn();
  render(
    <CatalogueTools options={{ mysqlUid: 'shop', catalogue: CATALOGUE }} readOnly={readOnly} onChange={onChange} />
  );
  fireEvent.click(screen.getByText('Discover KPIs'));
  return { mysql, onChange };
}

it('proposes KPIs with reasons, and adds those that are chosen', async () => {
  const { onChange } = open(SHOP);
  const count = await screen.findByLabelText(/^Refunds/);
  expect(count).not.toBeChecked();
  expect(count).toHaveAccessibleDescription(/refunded_at \(timestamp\) says when\..*No index begins with the time/);
  expect(screen.getAllByText(/^CREATE INDEX `kpiwatch_refunds_refunded_at`/)[0]).toHaveTextContent(
    'ON `shop`.`refunds` (`refunded_at`, `reason_type`) ALGORITHM=INPLACE LOCK=NONE;'
  );
  fireEvent.click(count);
  fireEvent.click(screen.getByText('Add 1 KPIs'));
  const [[catalogue]] = onChange.mock.calls;
  expect(catalogue.kpis.slice(0, 3)).toEqual(CATALOGUE.kpis);
  expect(catalogue.kpis[3]).toMatchObject({
    id: 'refunds',
    zone: 'Asia/Seoul',
    goodDirection: 'down',
    dimensions: ['reason_type'],
    source: { kind: 'table', table: 'refunds', time: { column: 'refunded_at', type: 'timestamp' } },
  });
  expect(screen.queryByText('Add 1 KPIs')).not.toBeInTheDocument();
});

it('adds none to a catalogue that comes from a file', async () => {
  open(SHOP, true);
  expect(await screen.findByLabelText(/^Refunds/)).toBeDisabled();
  expect(screen.queryByText(/^Add/)).not.toBeInTheDocument();
});

it('says what failed and tries again, and what to do where there is no table', async () => {
  const { mysql } = open({ ...SHOP, tables: new Error('Error 1045 (28000): Access denied for user') });
  expect(await screen.findByText(/Access denied for user\. Mend the user, the password/)).toBeInTheDocument();
  const before = mysql.sent.length;
  mysql.answer('tables', []);
  fireEvent.click(screen.getByText('Try again'));
  expect(await screen.findByText('No table has a time by which its rows could be counted')).toBeInTheDocument();
  expect(mysql.sent.length).toBeGreaterThan(before);
});

it.each([
  [{ catalogue: CATALOGUE }, 'Choose the MySQL data source first.'],
  [{ mysqlUid: 'shop', catalogue: CATALOGUE, draft: 'version: 9' }, 'Mend the mistakes of the catalogue first.'],
])('waits for what it needs: %#', async (options, why) => {
  render(<CatalogueTools options={options} readOnly={false} onChange={jest.fn()} />);
  const button = screen.getByText('Discover KPIs').closest('button');
  expect(button).toHaveAttribute('aria-disabled', 'true');
  fireEvent.focus(button ?? document.body);
  expect(await screen.findByText(why)).toBeInTheDocument();
});
