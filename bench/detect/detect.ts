import { readFileSync } from 'node:fs';

import { firingTimes } from './series';

/**
 * Reads `timestamp,value` lines of one series (epoch seconds, ordered, gaps left out) from standard input, and prints
 * the timestamps at which a policy with default thresholds fires, one a line.
 */
process.stdout.write(
  firingTimes(readFileSync(0, 'utf8'))
    .map((time) => `${time}\n`)
    .join('')
);
