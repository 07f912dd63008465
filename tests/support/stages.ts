import { z } from 'zod';

import { stageSchema } from '../stage/hosts';

/** What `npm run e2e` started, handed on through the environment. */
export const stages = readStages(process.env.KPIWATCH_E2E_STAGES);

function readStages(text: string | undefined) {
  if (text === undefined) {
    throw new Error('KPIWATCH_E2E_STAGES is not set. Start the browser tests with "npm run e2e".');
  }
  return z.array(stageSchema).parse(JSON.parse(text));
}
