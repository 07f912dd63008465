import { createHash } from 'node:crypto';

import { run } from './child';
import { messageOf, type Log } from './command';
import { Unavailable } from './ways';

/** Rejects where there is no docker command, or no engine that it can talk to. */
async function requireDocker(): Promise<void> {
  await run('docker', ['--version'], { timeout: 15_000 }).catch(() => {
    throw new Unavailable(
      'there is no Docker',
      'Install Docker (https://docs.docker.com/get-docker), or choose another way.'
    );
  });
  await run('docker', ['info'], { timeout: 15_000 }).catch(() => {
    throw new Unavailable(
      "Docker's engine does not answer",
      'Start Docker ("docker info" must answer), then start again.'
    );
  });
}

/** Fetches an image unless the engine has it. */
export async function requireImage(image: string, { log, signal }: { log: Log; signal?: AbortSignal }): Promise<void> {
  await requireDocker();
  const isHere = await run('docker', ['image', 'inspect', '--format', 'here', image]).then(
    () => true,
    () => false
  );
  if (!isHere) {
    log(`Fetching the Docker image ${image} (up to 15 minutes) …`);
    await run('docker', ['pull', '--quiet', image], { timeout: 900_000, signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new Unavailable(`Docker could not fetch ${image}`, messageOf(error));
    });
  }
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

/** Removes containers and volumes of ours, by their name, where Docker answers; rejects with `Unavailable` elsewhere. */
export async function removeFromDocker(names: string[]): Promise<void> {
  await requireDocker();
  await run('docker', ['rm', '--force', '--volumes', ...names]);
  await run('docker', ['volume', 'rm', '--force', ...names]);
}
