import { createHash } from 'node:crypto';

import { run } from './child';

/** True where the docker command has an engine to talk to. */
export async function hasDocker(): Promise<boolean> {
  return run('docker', ['info'], { timeout: 15_000 }).then(
    () => true,
    () => false
  );
}

/** A container or volume name of our own: two checkouts of the project do not share one. */
export function dockerName(part: string, dir: string): string {
  return `kpiwatch-${part}-${createHash('sha256').update(dir).digest('hex').slice(0, 8)}`;
}

export interface Container {
  /** host:port on this machine where a port of the container is published. */
  address(port: number): Promise<string>;
  isRunning(): Promise<boolean>;
  logs(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a container in the background; one of the same name that a crash left behind makes room. */
export async function startContainer(
  name: string,
  image: string,
  { options = [], command = [], env = {} }: { options?: string[]; command?: string[]; env?: Record<string, string> }
): Promise<Container> {
  await run('docker', ['rm', '--force', name]);
  // Passed by name: values on a command line can be read by every user of the machine.
  const variables = Object.keys(env).flatMap((variable) => ['--env', variable]);
  await run('docker', ['run', '--detach', '--name', name, ...options, ...variables, image, ...command], {
    timeout: 600_000,
    env: { ...process.env, ...env },
  });
  return {
    address: async (port) => (await run('docker', ['port', name, String(port)])).trim().split('\n')[0] ?? '',
    stop: async () => {
      await run('docker', ['stop', '--time', '30', name]);
      await run('docker', ['rm', '--force', name]);
    },
    isRunning: async () =>
      (await run('docker', ['inspect', '--format', '{{.State.Running}}', name]).catch(() => '')).trim() === 'true',
    logs: () => run('docker', ['logs', '--tail', '20', name]).catch(() => ''),
  };
}
