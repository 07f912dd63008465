import { grafanaArchive } from './grafana-archive';
import { GRAFANA_VERSION } from './grafana-settings';

const ROOT = 'https://dl.grafana.com/oss/release';

it.each([
  ['linux', 'x64', 'linux-amd64.tar.gz'],
  ['linux', 'arm64', 'linux-arm64.tar.gz'],
  ['darwin', 'x64', 'darwin-amd64.tar.gz'],
  ['darwin', 'arm64', 'darwin-arm64.tar.gz'],
  ['win32', 'x64', 'windows-amd64.zip'],
  ['win32', 'arm64', 'windows-amd64.zip'],
] as const)('on %s, %s fetches %s', (platform, processor, name) => {
  expect(grafanaArchive(platform, processor)?.url).toBe(`${ROOT}/grafana-${GRAFANA_VERSION}.${name}`);
});

it('knows where there is none', () => {
  expect(grafanaArchive('freebsd', 'x64')).toBeUndefined();
  expect(grafanaArchive('linux', 'ia32')).toBeUndefined();
});

it('takes a mirror', () => {
  process.env.KPIWATCH_GRAFANA_DOWNLOAD_URL = 'https://mirror.example.com/grafana/';
  expect(grafanaArchive('linux', 'x64')?.url).toBe(
    `https://mirror.example.com/grafana/grafana-${GRAFANA_VERSION}.linux-amd64.tar.gz`
  );
  delete process.env.KPIWATCH_GRAFANA_DOWNLOAD_URL;
});
