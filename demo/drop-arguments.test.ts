import { parseDropArguments } from './drop-arguments';

const parse = (line: string) => parseDropArguments(line.split(' ').filter(Boolean));

it.each([
  ['orders --by 70% --for 10m', { fraction: 0.7, duration: 600_000, where: null }],
  ['orders --by 70 --for 90s', { fraction: 0.7, duration: 90_000, where: null }],
  ['--for 2h --by=12.5% orders', { fraction: 0.125, duration: 7_200_000, where: null }],
  ['orders --by 100% --until-stopped', { fraction: 1, duration: null, where: null, since: 0 }],
  ['orders --by 70% --for 30m --since 12m', { fraction: 0.7, duration: 1_800_000, since: 720_000 }],
  ['orders --by 50% --for 5m --where region=KR', { fraction: 0.5, where: { column: 'region', value: 'KR' } }],
])('understands: %s', (line, expected) => {
  expect(parse(line)).toMatchObject({ kind: 'start', stream: 'orders', ...expected });
});

it('understands --stop', () => {
  expect(parse('page_views --stop')).toEqual({ kind: 'stop', stream: 'page_views', since: 0 });
  expect(parse('page_views --stop --since 6m')).toEqual({ kind: 'stop', stream: 'page_views', since: 360_000 });
});

it.each([
  ['', 'Name a stream.'],
  ['revenue --by 70% --for 10m', 'There is no stream "revenue".'],
  ['orders payments --by 70% --for 10m', '"payments" is one word too many'],
  ['orders --for 10m', 'Say how far it falls'],
  ['orders --by 70%', 'Say how long'],
  ['orders --by 70% --for 10m --until-stopped', 'Say how long'],
  ['orders --by 0% --for 10m', '--by 0%: a percentage from 1% to 100%'],
  ['orders --by 101% --for 10m', '--by 101%: a percentage'],
  ['orders --by lots --for 10m', '--by lots: a percentage'],
  ['orders --by 70% --for 10', '--for 10: a duration up to 24h'],
  ['orders --by 70% --for 0m', '--for 0m: a duration'],
  ['orders --by 70% --for 25h', '--for 25h: a duration'],
  ['orders --by 70% --for 10m --since 3h', '--since 3h: a duration up to 2h'],
  ['orders --stop --since yesterday', '--since yesterday: a duration up to 2h'],
  [
    'orders --by 70% --for 10m --where planet=KR',
    'orders can be narrowed by region or category, for example region=KR',
  ],
  ['orders --by 70% --for 10m --where toString=KR', 'orders can be narrowed by region or category'],
  ['signups --by 70% --for 10m --where category=food', 'signups can be narrowed by region'],
  ['orders --by 70% --for 10m --where region=Korea', 'region is one of KR, JP, US, TW.'],
  ['orders --by 70% --for 10m --where KR', 'orders can be narrowed by region'],
  ['orders --stop --by 70%', '--stop ends every drop'],
  ['orders --loud', "Unknown option '--loud'"],
])('refuses, and shows how it is done: %s', (line, message) => {
  expect(() => parse(line)).toThrow(message);
  expect(() => parse(line)).toThrow('npm run demo:drop -- orders --by 70% --for 10m');
});
