import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';

import { QueryEditor } from './QueryEditor';
import { businessKpi, drawLists, RANGE } from './testing';
import type { BusinessKpiQuery } from './types';

const QUERY: BusinessKpiQuery = { refId: 'A', kpis: ['orders'], view: 'series', window: '10m' };

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
  await userEvent.click(screen.getByRole('radio', { name: /Sudden drop/ }));
  expect(changed.query.view).toBe('drop');
  await userEvent.click(screen.getByRole('combobox', { name: /Judged window/ }));
  await userEvent.click(await screen.findByRole('option', { name: '30m' }));
  expect(changed.query).toEqual({ ...QUERY, view: 'drop', window: '30m' });
});

it('keeps a judged window that was stored, though it is not in the list', async () => {
  show({ ...QUERY, view: 'drop', window: '20m' });
  expect(screen.getByRole('combobox', { name: /Judged window/ })).toHaveValue('20m');
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
