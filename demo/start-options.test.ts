import { readStartOptions } from './start-options';

it('asks for nothing by default', () => {
  expect(readStartOptions([])).toEqual({ help: false, yes: false });
});

it('knows the ways, addresses, ports and flags', () => {
  const args = [
    '--grafana',
    'preview-13',
    '--db',
    'embedded',
    '--yes',
    '--grafana-port',
    '3100',
    '--slack-port',
    '3500',
  ];
  expect(readStartOptions(args)).toEqual({
    help: false,
    yes: true,
    grafana: 'preview-13',
    db: 'embedded',
    grafanaPort: 3100,
    slackPort: 3500,
  });
  expect(readStartOptions(['--grafana', 'http://localhost:3000', '--db', 'mysql://root@localhost'])).toMatchObject({
    grafana: { url: 'http://localhost:3000' },
    db: { url: 'mysql://root@localhost' },
  });
});

it.each([
  [['--grafana', 'dokcer'], '--grafana dokcer: there is no such way.'],
  [['--db', 'http://localhost'], '--db http://localhost: there is no such way.'],
  [['--grafana-port', '80000'], '"80000" is no port.'],
  [['--grafna', 'docker'], "Unknown option '--grafna'"],
  [['preview'], "Unexpected argument 'preview'"],
])('refuses %j, and says how it is used', (args, message) => {
  expect(() => readStartOptions(args)).toThrow(message);
  expect(() => readStartOptions(args)).toThrow('npm start -- [options]');
});
