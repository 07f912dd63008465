import { isIndividual } from './individual';

const email = (addresses: string) => ({ type: 'email', settings: { addresses } });
const slack = (recipient?: string) => ({ type: 'slack', settings: { recipient } });
const phone = (to: string) => ({ type: 'webhook', settings: { payload: { template: '', vars: { to } } } });

it.each([
  [[email('kim@example.com')]],
  [[email(' kim@example.com; ')]],
  [[slack('@kim')]],
  [[slack('U012AB3CD')]],
  [[phone('+821012345678')]],
  [[email('kim@example.com'), phone('+821012345678')]],
])('%j reaches one person', (channels) => {
  expect(isIndividual(channels)).toBe(true);
});

it.each([
  [[]],
  [[email('kim@example.com, lee@example.com')]],
  [[email('kim@example.com\nlee@example.com')]],
  [[slack('#orders')]],
  [[slack()]],
  [[phone('+821012345678,+821087654321')]],
  [[{ type: 'webhook', settings: { url: 'https://gateway' } }]],
  [[{ type: 'pagerduty', settings: {} }]],
  [[email('kim@example.com'), slack('#orders')]],
])('%j may reach more', (channels) => {
  expect(isIndividual(channels)).toBe(false);
});
