import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { run, startChild, tail } from './child';
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
  /** host:port on this machine where a port of the container is published; rejects until it is. */
  address(port: number): Promise<string>;
  /** Why it ended, or undefined while it runs. */
  ended(): string | undefined;
  /** The end of its log. */
  explain(): string;
  stop(): Promise<void>;
}

interface ContainerOptions {
  /** Where its log is kept. */
  dir: string;
  options: string[];
  command?: string[];
  env: Record<string, string>;
}

/**
 * Starts a container that ends with its `docker run`, so that it is looked after and ended as any other child is. One
 * of the same name that a crash left behind makes room.
 */
export async function startContainer(
  name: string,
  image: string,
  { dir, options, command = [], env }: ContainerOptions
): Promise<Container> {
  const remove = () => run('docker', ['rm', '--force', '--volumes', name]);
  await remove();
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const logFile = join(dir, 'docker.log');
  // Passed by name: values on a command line can be read by every user of the machine.
  const variables = Object.keys(env).flatMap((variable) => ['--env', variable]);
  const child = await startChild(
    'docker',
    ['run', '--rm', '--name', name, ...options, ...variables, image, ...command],
    { logFile, pidFile: join(dir, 'docker.pid'), mark: `--name ${name}`, env: { ...process.env, ...env } }
  );
  return {
    address: async (port) => (await run('docker', ['port', name, String(port)])).trim().split('\n')[0] ?? '',
    ended: child.ended,
    explain: () => tail(logFile),
    stop: async () => {
      await child.stop();
      await remove();
    },
  };
}

/** Removes containers and volumes of ours, by their name, where Docker answers; rejects with `Unavailable` elsewhere. */
export async function removeFromDocker(names: string[]): Promise<void> {
  await requireDocker();
  await run('docker', ['rm', '--force', '--volumes', ...names]);
  await run('docker', ['volume', 'rm', '--force', ...names]);
}
