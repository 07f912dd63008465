import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';

import { QueryEditor } from './QueryEditor';
import { businessKpi, drawLists, RANGE } from './testing';
import type { BusinessKpiQuery } from './types';

const QUERY: BusinessKpiQuery = {
  refId: 'A',
  kpis: ['orders'],
  view: 'series',
  window: '10m',
  bucket: 'auto',
  by: [],
  filters: [],
};

// A crowded machine draws these lists slowly.
jest.setTimeout(20_000);

beforeAll(drawLists);
afterAll(() => jest.restoreAllMocks());

function show(query: BusinessKpiQuery = QUERY) {
  const onRunQuery = jest.fn();
  const changed: { query: BusinessKpiQuery } = { query };
  function Editor() {
    const [current, setCurrent] = useState(query);
    changed.query = current;
    return (
      <QueryEditor
        datasource={businessKpi()}
        query={current}
        range={RANGE}
        onChange={setCurrent}
        onRunQuery={onRunQuery}
      />
    );
  }
  render(<Editor />);
  return { changed, onRunQuery };
}

it('picks KPIs by name, grouped by area', async () => {
  const { changed, onRunQuery } = show();
  expect(screen.getByText('Orders')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('combobox', { name: 'KPIs' }));
  expect(await screen.findByText('Sellers')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('option', { name: /New products/ }));
  expect(changed.query).toEqual({ ...QUERY, kpis: ['orders', 'products'] });
  expect(onRunQuery).toHaveBeenCalledTimes(1);
});

it('asks for the judged window where a drop is looked for, and there alone', async () => {
  const { changed } = show();
  expect(screen.queryByLabelText(/Judged window/)).not.toBeInTheDocument();
  await userEvent.click(screen.getByLabelText('Sudden drop'));
  expect(changed.query.view).toBe('drop');
  await userEvent.click(screen.getByLabelText(/Judged window/));
  await userEvent.click(await screen.findByText('30m'));
  expect(changed.query).toEqual({ ...QUERY, view: 'drop', window: '30m' });
});

it('keeps a judged window that was stored, though it is not in the list', async () => {
  show({ ...QUERY, view: 'drop', window: '20m' });
  expect(screen.getByRole('combobox', { name: /Judged window/ })).toHaveValue('20m');
});

it('splits a series by the dimensions that all of its KPIs have', async () => {
  const { changed } = show({ ...QUERY, kpis: ['orders', 'sales'] });
  await userEvent.click(screen.getByLabelText('Split by'));
  expect(await screen.findByText('region')).toBeInTheDocument();
  expect(screen.queryByText('category')).not.toBeInTheDocument();
  await userEvent.click(screen.getByText('region'));
  expect(changed.query.by).toEqual(['region']);
});

it('adds, fills in and removes a filter, and asks for nothing half-typed', async () => {
  const { changed, onRunQuery } = show();
  await userEvent.click(screen.getByText('Add a filter'));
  expect(changed.query.filters).toEqual([{ column: 'region', op: '=', value: '' }]);
  const runs = onRunQuery.mock.calls.length;
  await userEvent.type(screen.getByLabelText('Value of filter 1'), 'KR');
  expect(onRunQuery).toHaveBeenCalledTimes(runs);
  await userEvent.keyboard('{Enter}');
  expect(changed.query.filters).toEqual([{ column: 'region', op: '=', value: 'KR' }]);
  expect(screen.getByLabelText('Value of filter 1')).toHaveFocus();
  expect(screen.getByRole('combobox', { name: 'Dimension of filter 1' })).toHaveValue('region');
  expect(screen.getByRole('combobox', { name: 'Condition of filter 1' })).toHaveValue('=');
  await userEvent.click(screen.getByLabelText('Remove filter 1'));
  expect(changed.query.filters).toEqual([]);
});

it('shows the SQL that it sends', async () => {
  show();
  const button = screen.getByRole('button', { name: 'SQL' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  await userEvent.click(button);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByRole('textbox', { name: 'SQL of this query' })).toHaveDisplayValue(
    /^SELECT 'series\/now' AS slot/
  );
  expect(screen.getByRole('button', { name: /Copy/ })).toBeInTheDocument();
});

it('has no SQL to show without a KPI', () => {
  show({ ...QUERY, kpis: [] });
  expect(screen.getByRole('button', { name: 'SQL' })).toBeDisabled();
});
