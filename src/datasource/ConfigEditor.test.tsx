import type { DataSourceSettings } from '@grafana/data';
import type { CodeEditor } from '@grafana/ui';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState, type ComponentProps } from 'react';

import { catalogueYaml } from '../kpi/catalogue/parse';
import { ConfigEditor } from './ConfigEditor';
import { CATALOGUE, drawLists, FakeMysql, installDataSources } from './testing';
import type { BusinessKpiOptions } from './types';

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

/** As Grafana's API gives it. */
const SETTINGS: DataSourceSettings = JSON.parse(`{
  "id": 1, "uid": "kpi", "orgId": 1, "name": "Business KPI", "type": "kpiwatch-businesskpi-datasource",
  "typeLogoUrl": "", "access": "proxy", "url": "", "user": "", "database": "", "basicAuth": false,
  "basicAuthUser": "", "withCredentials": false, "isDefault": false, "jsonData": {}, "secureJsonFields": {}
}`);

/** Keeps the options as Grafana's settings page does; what it would save is what `saved` says. */
function show(jsonData: BusinessKpiOptions, readOnly = false) {
  const saved: { jsonData: BusinessKpiOptions } = { jsonData };
  function Page() {
    const [options, setOptions] = useState<DataSourceSettings<BusinessKpiOptions>>({ ...SETTINGS, jsonData, readOnly });
    saved.jsonData = options.jsonData;
    return <ConfigEditor options={options} onOptionsChange={setOptions} />;
  }
  render(<Page />);
  return saved;
}

const editor = () => screen.getByRole('textbox', { name: 'KPIs, as YAML' });
const type = (text: string) => fireEvent.change(editor(), { target: { value: text } });

beforeAll(drawLists);
afterAll(() => jest.restoreAllMocks());
beforeEach(() => installDataSources(new FakeMysql()));

it('shows the catalogue as text, and how many KPIs it has', () => {
  show({ mysqlUid: 'shop', catalogue: CATALOGUE });
  expect(editor()).toHaveValue(catalogueYaml(CATALOGUE));
  expect(screen.getByText('3 KPIs (Customers 2, Sellers 1)')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('keeps a text with mistakes as a draft, names the lines, and leaves the catalogue before it in use', () => {
  const saved = show({ mysqlUid: 'shop', catalogue: CATALOGUE });
  type(BROKEN);
  expect(saved.jsonData).toEqual({ mysqlUid: 'shop', catalogue: CATALOGUE, draft: BROKEN });
  const alert = within(screen.getByRole('alert'));
  expect(alert.getByRole('button', { name: 'Line 4' })).toBeInTheDocument();
  expect(alert.getByText('kpis.0.area')).toBeInTheDocument();
  expect(alert.getByText(/stays in use: 3 KPIs \(Customers 2, Sellers 1\)\./)).toBeInTheDocument();
});

it('opens with the draft, and drops it once it is mended', () => {
  const saved = show({ catalogue: CATALOGUE, draft: BROKEN });
  expect(editor()).toHaveValue(BROKEN);
  type(catalogueYaml({ ...CATALOGUE, kpis: CATALOGUE.kpis.slice(0, 1) }));
  expect(saved.jsonData).toEqual({ catalogue: { ...CATALOGUE, kpis: CATALOGUE.kpis.slice(0, 1) }, draft: undefined });
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('goes back to the catalogue in use', async () => {
  const saved = show({ catalogue: CATALOGUE, draft: BROKEN });
  await userEvent.click(screen.getByRole('button', { name: 'Go back to the catalogue in use' }));
  expect(editor()).toHaveValue(catalogueYaml(CATALOGUE));
  expect(saved.jsonData).toEqual({ catalogue: CATALOGUE, draft: undefined });
});

it('shows a stored catalogue that cannot be read as it was written, and says that nothing is in use', () => {
  show(JSON.parse('{"catalogue":{"version":1,"kpis":[{"id":"Orders"}]}}'));
  expect(editor()).toHaveValue('version: 1\nkpis:\n  - id: Orders\n');
  expect(screen.getByText(/no KPI can be read\./)).toBeInTheDocument();
});

it('offers KPIs to begin with, and adds to those that are there', async () => {
  const saved = show({ catalogue: CATALOGUE });
  await userEvent.click(screen.getByLabelText('Add a KPI'));
  await userEvent.click(await screen.findByText('Conversion'));
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
  expect(editor()).toHaveAttribute('readonly');
  expect(screen.getByText('Shop database')).toBeInTheDocument();
  expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
});
