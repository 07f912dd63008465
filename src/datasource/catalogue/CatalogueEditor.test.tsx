import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CodeEditor } from '@grafana/ui';
import React, { type ComponentProps } from 'react';

import { catalogueYaml } from '../../kpi/catalogue/parse';
import { SHOP } from '../discover/testing';
import { CATALOGUE, drawLists, FakeMysql, installDataSources } from '../testing';
import { showSettings } from './showSettings';

// Monaco draws nothing without a browser.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor: ({ value, onChange, monacoOptions }: ComponentProps<typeof CodeEditor>) => (
    <textarea
      aria-label={monacoOptions?.ariaLabel}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
    />
  ),
}));

const [orders, sales, products] = CATALOGUE.kpis;

beforeAll(drawLists);
afterAll(() => jest.restoreAllMocks());
beforeEach(() => installDataSources(new FakeMysql()));

// By label and text alone: asked for roles, jsdom takes seconds for a form of this size.
const button = (name: string) =>
  screen.queryByLabelText(name, { selector: 'button' }) ?? screen.getByText(name, { selector: 'button, button *' });
const press = (name: string) => fireEvent.click(button(name));
const field = (name: string | RegExp) => screen.getByLabelText(name, { selector: 'input:not([type=radio]), textarea' });
const fill = (name: string | RegExp, value: string) => {
  fireEvent.change(field(name), { target: { value } });
  fireEvent.blur(field(name));
};
const pick = async (name: string, option: string) => {
  fireEvent.click(field(name));
  fireEvent.click(await screen.findByText(option, { selector: '[role=option] *' }));
};
const choose = (name: string) => fireEvent.click(screen.getByLabelText(name, { selector: '[type=radio]' }));
const yaml = () => field('KPIs, as YAML');
const ids = (saved: ReturnType<typeof showSettings>) => saved.jsonData.catalogue?.kpis.map(({ id }) => id);

it('changes one field of a KPI and nothing else, and says so above the button to save', () => {
  const saved = showSettings({ catalogue: CATALOGUE });
  press('Sales');
  expect(screen.getByText('Saving changes no KPI.')).toBeInTheDocument();
  fill('Table', 'shop.orders');
  expect(saved.jsonData.catalogue).toEqual({
    ...CATALOGUE,
    kpis: [orders, { ...sales, source: { ...sales?.source, table: 'shop.orders' } }, products],
  });
  expect(screen.getByText('Saving changes KPIs: 1 changed')).toBeInTheDocument();
  expect(screen.getByText('Table: orders → shop.orders')).toBeInTheDocument();
  expect(screen.getByText(/policies when they are saved again: Sales \(sales\)\./)).toBeInTheDocument();

  press('Save & test');
  expect(screen.getByText('Saving changes no KPI.')).toBeInTheDocument();
  expect(field('Table')).toHaveValue('shop.orders');
});

it('says a mistake at its field as the YAML says it, and keeps it as a draft beside the catalogue in use', () => {
  const saved = showSettings({ catalogue: CATALOGUE });
  press('Orders');
  fill('Table', 'my orders');
  expect(screen.getAllByText(/must be the name of a table/)).toHaveLength(2);
  expect(saved.jsonData.catalogue).toBe(CATALOGUE);
  expect(saved.jsonData.draft).toContain('table: my orders');
  expect(screen.getByText(/changes no KPI\.$/)).toBeInTheDocument();

  choose('YAML');
  expect(yaml()).toHaveValue(catalogueYaml(CATALOGUE).replace('table: orders', 'table: my orders'));
  press('Orders, Table');
  expect(field('Table')).toHaveValue('my orders');
  expect(field('Table')).toHaveFocus();
  fill('Table', 'orders');
  expect(saved.jsonData).toEqual({ catalogue: CATALOGUE, draft: undefined });
});

it('makes a KPI from nothing, and speaks of no empty field before somebody was there', async () => {
  const saved = showSettings({});
  await pick('Add a KPI', 'A blank one');
  expect(field(/^Name/)).toHaveFocus();
  // In the list of what is to be mended, but not in the form.
  const said = () => screen.getAllByText(/is missing: write it/).length;
  const before = said();
  fireEvent.blur(field(/^Name/));
  expect(said()).toBe(before + 1);
  fill(/^Name/, 'Payment success');
  expect(field(/^Id/)).toHaveValue('payment_success');
  fill('Table', 'payments');
  fill('Time column', 'paid_at');
  await pick('Value', 'Ratio');
  await pick('Numerator: Value', 'Count');
  await pick('Denominator: Value', 'Count');
  const [, numerator] = screen.getAllByText('Add a filter');
  fireEvent.click(numerator ?? document.body);
  fill('Column of filter 1', 'code');
  fill('Value of filter 1', '200');
  expect(saved.jsonData.draft).toBeUndefined();
  expect(saved.jsonData.catalogue?.kpis).toMatchObject([
    {
      id: 'payment_success',
      name: 'Payment success',
      area: 'customers',
      source: { kind: 'table', table: 'payments', time: { column: 'paid_at', type: 'timestamp' } },
      value: {
        kind: 'ratio',
        numerator: { kind: 'count', filters: [{ column: 'code', op: '=', value: 200 }] },
        denominator: { kind: 'count', filters: [] },
      },
    },
  ]);
});

it('moves, duplicates and removes a KPI, and puts it back where it was', () => {
  const saved = showSettings({ catalogue: CATALOGUE });
  press('Move Sales up');
  expect(ids(saved)).toEqual(['sales', 'orders', 'products']);
  expect(screen.getByText('Saving changes KPIs: in another order')).toBeInTheDocument();
  press('Move Sales up');
  press('Move Sales down');
  expect(ids(saved)).toEqual(['orders', 'sales', 'products']);

  press('Remove Orders');
  expect(ids(saved)).toEqual(['sales', 'products']);
  expect(screen.getByText(/No panel can show Orders \(orders\) any more/)).toBeInTheDocument();
  expect(button('Put it back').closest('button')).toHaveFocus();
  press('Put it back');
  expect(saved.jsonData.catalogue).toEqual(CATALOGUE);

  press('Duplicate Orders');
  expect(ids(saved)).toEqual(['orders', 'orders_2', 'sales', 'products']);
  fill(/^Name/, 'Orders by app');
  expect(ids(saved)).toEqual(['orders', 'orders_by_app', 'sales', 'products']);
  press('All KPIs');
  expect(button('Orders by app').closest('button')).toHaveFocus();
});

it('leaves to the YAML what no field can hold, and a text that is no list of KPIs', () => {
  const draft = 'version: 2\nkpis:\n  - id: orders\n    ownr: me\n';
  showSettings({ catalogue: CATALOGUE, draft });
  expect(screen.getByText(/to mend$/)).toBeInTheDocument();
  press('orders');
  press('Mend it as YAML');
  expect(yaml()).toHaveValue(draft);
  fireEvent.change(yaml(), { target: { value: 'version: 2\nkpis: *all\n' } });
  choose('Form');
  expect(screen.getByText('This text is no list of KPIs yet')).toBeInTheDocument();
  press('Mend it as YAML');
  expect(yaml()).toHaveValue('version: 2\nkpis: *all\n');
});

it('shows what an import would change before it is taken', () => {
  const saved = showSettings({ catalogue: CATALOGUE });
  press('Import');
  const dialog = within(screen.getByRole('dialog'));
  const paste = (text: string) =>
    fireEvent.change(dialog.getByLabelText(/paste a catalogue/), { target: { value: text } });
  const take = () => dialog.getByText('Take them over').closest('button') ?? document.body;
  paste('version: 2\nkpis:\n  - id: Orders\n');
  expect(dialog.getByText(/^Line 3, kpis\.0\.id: must be a short name/)).toBeInTheDocument();
  expect(take()).toBeDisabled();

  paste(
    JSON.stringify({
      version: 2,
      kpis: [
        { ...orders, unit: 'short' },
        { ...orders, id: 'returns', name: 'Returns' },
      ],
    })
  );
  expect(dialog.getByText('What changes: 1 added, 1 changed')).toBeInTheDocument();
  choose('Replace them all');
  expect(dialog.getByText('What changes: 1 added, 2 removed, 1 changed')).toBeInTheDocument();
  choose('Keep those with other ids');
  expect(ids(saved)).toEqual(['orders', 'sales', 'products']);
  fireEvent.click(take());
  expect(ids(saved)).toEqual(['orders', 'sales', 'products', 'returns']);
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('offers the tables and columns of the database, and takes any other name', async () => {
  installDataSources(new FakeMysql(SHOP));
  const saved = showSettings({ mysqlUid: 'shop', catalogue: CATALOGUE });
  press('Orders');
  const offered = (name: string) => {
    const input = screen.getByLabelText<HTMLInputElement>(name, { selector: 'input:not([type=radio])' });
    return [...(input.list?.options ?? [])].map(({ value }) => value);
  };
  await waitFor(() => expect(offered('Table')).toEqual(['refunds']));
  expect(offered('Time column')).toEqual([]);
  fill('Table', 'refunds');
  expect(offered('Time column')).toEqual(['id', 'refunded_at', 'amount', 'reason_type']);
  fill('Time column', 'made_at');
  expect(saved.jsonData.catalogue?.kpis[0]?.source).toMatchObject({ table: 'refunds', time: { column: 'made_at' } });
});
