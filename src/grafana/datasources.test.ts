import { listKpiDataSources } from './datasources';
import { ORDERS, provideDataSources } from './test/samples';

describe('listKpiDataSources', () => {
  it('reads the MySQL data source and the catalogue', () => {
    provideDataSources();
    const [source] = listKpiDataSources();
    expect(source).toMatchObject({ uid: 'shop', name: 'Shop KPIs', mysqlUid: 'mysql', catalogue: { ok: true } });
    expect(source?.catalogue.ok && source.catalogue.catalogue.kpis[0]).toEqual(ORDERS);
  });

  it('lives with settings that nobody wrote, and with such that can’t be read', () => {
    provideDataSources([
      { uid: 'new', name: 'New', jsonData: {} },
      { uid: 'bad', name: 'Bad', jsonData: { mysqlUid: 7, catalogue: { version: 1, kpis: [{}] } } },
    ]);
    expect(listKpiDataSources()).toMatchObject([
      { uid: 'new', mysqlUid: undefined, catalogue: { ok: true, catalogue: { kpis: [] } } },
      { uid: 'bad', mysqlUid: undefined, catalogue: { ok: false } },
    ]);
  });
});
