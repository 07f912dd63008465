import { asked, firstOpen, Unavailable } from './ways';

const closed = (reason: string) => async (): Promise<string> => {
  throw new Unavailable(reason, 'Install it.');
};

it('takes the first that is open, and says why the ones before were passed over', async () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const found = await firstOpen(
    'Grafana',
    [closed('none is installed'), closed('Docker does not answer'), async () => 'download', async () => 'preview'],
    { log, advice: '' }
  );
  expect(found).toBe('download');
  expect(lines).toEqual(['Grafana: none is installed.', 'Grafana: Docker does not answer.']);
});

it('ends with advice where none is open', async () => {
  const search = firstOpen('Database', [closed('none is installed')], { log: () => undefined, advice: 'Install one.' });
  await expect(search).rejects.toThrow('Install one.');
});

it('does not pass over what is there and fails', async () => {
  const broken = async (): Promise<string> => {
    throw new Error('its password is wrong');
  };
  const search = firstOpen('Database', [broken, async () => 'embedded'], { log: () => undefined, advice: '' });
  await expect(search).rejects.toThrow('its password is wrong');
});

it('gives reason and advice to whoever asked for a way', async () => {
  await expect(asked('--grafana', 'native', closed('no "grafana" is on the PATH'))).rejects.toThrow(
    '--grafana native: no "grafana" is on the PATH.\nInstall it.'
  );
  await expect(asked('--grafana', 'preview', async () => 'preview')).resolves.toBe('preview');
});
