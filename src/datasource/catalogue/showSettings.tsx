import type { DataSourceSettings } from '@grafana/data';
import { render } from '@testing-library/react';
import React, { useState } from 'react';

import { ConfigEditor } from '../ConfigEditor';
import type { BusinessKpiOptions } from '../types';

/** As Grafana's API gives it. */
const SETTINGS: DataSourceSettings = JSON.parse(`{
  "id": 1, "uid": "kpi", "orgId": 1, "name": "Business KPI", "type": "kpiwatch-businesskpi-datasource",
  "typeLogoUrl": "", "access": "proxy", "url": "", "user": "", "database": "", "basicAuth": false,
  "basicAuthUser": "", "withCredentials": false, "isDefault": false, "jsonData": {}, "secureJsonFields": {},
  "version": 1
}`);

/** Keeps the options as Grafana's settings page does; what it would save is what `saved` says. */
export function showSettings(jsonData: BusinessKpiOptions, readOnly = false) {
  const saved: { jsonData: BusinessKpiOptions } = { jsonData };
  function Page() {
    const [options, setOptions] = useState<DataSourceSettings<BusinessKpiOptions>>({ ...SETTINGS, jsonData, readOnly });
    saved.jsonData = options.jsonData;
    const save = () => setOptions({ ...options, version: (options.version ?? 0) + 1 });
    return (
      <>
        <ConfigEditor options={options} onOptionsChange={setOptions} />
        <button onClick={save}>Save & test</button>
      </>
    );
  }
  render(<Page />);
  return saved;
}
