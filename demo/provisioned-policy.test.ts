import { readFileSync } from 'node:fs';

import { POLICY_FILE, provisionedPolicy, shopCatalogue } from './provisioned-policy';

it('what docker compose provisions is what the policy page would save today', () => {
  expect(readFileSync(POLICY_FILE, 'utf8')).toBe(provisionedPolicy());
});

it('the shop’s catalogue holds the business KPIs of customers and of sellers', () => {
  const ids = (area: string) =>
    shopCatalogue()
      .kpis.filter((kpi) => kpi.area === area)
      .map(({ id }) => id);
  expect(ids('customers')).toEqual([
    'orders',
    'payments',
    'revenue',
    'searches',
    'page_views',
    'visitors',
    'impressions',
    'signups',
    'withdrawals',
  ]);
  expect(ids('sellers')).toEqual(['registrations', 'displays', 'shipments']);
});
