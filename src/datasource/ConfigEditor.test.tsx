import type { CodeEditor } from '@grafana/ui';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { type ComponentProps } from 'react';

import { catalogueYaml } from '../kpi/catalogue/parse';
import { showSettings as show } from './catalogue/showSettings';
import { CATALOGUE, drawLists, FakeMysql, installDataSources } from './testing';

// Monaco draws nothing without a browser.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor: ({ value, onChange, readOnly, monacoOptions }: ComponentProps<typeof CodeEditor>) => (
    <textarea
      aria-label={monacoOptions?.ariaLabel}
      value={value}
      readOnly={readOnly}
      onChange={(event) => onChange?.(event.target.value)}
    />
  ),
}));

const BROKEN = 'version: 1\nkpis:\n  - id: orders\n    area: moon\n';

const openYaml = () => fireEvent.click(screen.getByLabelText('YAML', { selector: '[type=radio]' }));
const editor = () => screen.getByRole('textbox', { name: 'KPIs, as YAML' });
const type = (text: string) => fireEvent.change(editor(), { target: { value: text } });

beforeAll(drawLists);
afterAll(() => jest.restoreAllMocks());
beforeEach(() => installDataSources(new FakeMysql()));

it('shows the catalogue as text, and how many KPIs it has', () => {
  show({ mysqlUid: 'shop', catalogue: CATALOGUE });
  openYaml();
  expect(editor()).toHaveValue(catalogueYaml(CATALOGUE));
  expect(screen.getByText('3 KPIs (Customers 2, Sellers 1)')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('keeps a text with mistakes as a draft, names the lines, and leaves the catalogue before it in use', () => {
  const saved = show({ mysqlUid: 'shop', catalogue: CATALOGUE });
  openYaml();
  type(BROKEN);
  expect(saved.jsonData).toEqual({ mysqlUid: 'shop', catalogue: CATALOGUE, draft: BROKEN });
  const alert = within(screen.getByRole('alert'));
  expect(alert.getByRole('button', { name: 'Line 4' })).toBeInTheDocument();
  expect(alert.getByText('kpis.0.area')).toBeInTheDocument();
  expect(alert.getByText(/stays in use: 3 KPIs \(Customers 2, Sellers 1\)\./)).toBeInTheDocument();
});

it('opens with the draft, and drops it once it is mended', () => {
  const saved = show({ catalogue: CATALOGUE, draft: BROKEN });
  openYaml();
  expect(editor()).toHaveValue(BROKEN);
  type(catalogueYaml({ ...CATALOGUE, kpis: CATALOGUE.kpis.slice(0, 1) }));
  expect(saved.jsonData).toEqual({ catalogue: { ...CATALOGUE, kpis: CATALOGUE.kpis.slice(0, 1) }, draft: undefined });
  expect(screen.queryByText(/The catalogue has/)).not.toBeInTheDocument();
});

it('goes back to the catalogue in use', async () => {
  const saved = show({ catalogue: CATALOGUE, draft: BROKEN });
  await userEvent.click(screen.getByRole('button', { name: 'Go back to the catalogue in use' }));
  openYaml();
  expect(editor()).toHaveValue(catalogueYaml(CATALOGUE));
  expect(saved.jsonData).toEqual({ catalogue: CATALOGUE, draft: undefined });
});

it('shows a stored catalogue that cannot be read as it was written, and says that nothing is in use', () => {
  show(JSON.parse('{"catalogue":{"version":1,"kpis":[{"id":"Orders"}]}}'));
  openYaml();
  expect(editor()).toHaveValue('version: 1\nkpis:\n  - id: Orders\n');
  expect(screen.getByText(/no KPI can be read\./)).toBeInTheDocument();
});

it('offers KPIs to begin with, and adds to those that are there', async () => {
  const saved = show({ catalogue: CATALOGUE });
  const box = screen.getByLabelText('Add a KPI');
  fireEvent.click(box);
  fireEvent.change(box, { target: { value: 'Conv' } });
  fireEvent.click(await screen.findByText('Conversion'));
  expect(saved.jsonData.catalogue?.kpis.map(({ id }) => id)).toEqual(['orders', 'sales', 'products', 'conversion']);
});

it('limits the time of statements, and goes back to the default when the field is emptied', () => {
  const saved = show({ catalogue: CATALOGUE });
  const field = screen.getByLabelText(/Time limit/);
  fireEvent.change(field, { target: { value: '7.6' } });
  expect(saved.jsonData.timeLimit).toBe(8);
  fireEvent.change(field, { target: { value: '' } });
  expect(saved.jsonData.timeLimit).toBeUndefined();
});

it('lets the MySQL data source be chosen', async () => {
  const saved = show({ catalogue: CATALOGUE });
  await userEvent.click(screen.getAllByRole('combobox')[0] ?? document.body);
  await userEvent.click(screen.getByText('Shop database'));
  expect(saved.jsonData).toEqual({ mysqlUid: 'shop', catalogue: CATALOGUE });
});

it('says how to get a MySQL data source where there is none', () => {
  installDataSources();
  show({ catalogue: CATALOGUE });
  expect(screen.getByText('There is no MySQL data source yet')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Add a MySQL data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/mysql'
  );
});

it('shows a provisioned data source without letting it be changed', () => {
  show({ mysqlUid: 'shop', catalogue: CATALOGUE }, true);
  openYaml();
  expect(editor()).toHaveAttribute('readonly');
  expect(screen.getByText('Shop database')).toBeInTheDocument();
  expect(screen.getByRole('combobox')).toBeDisabled();
});
