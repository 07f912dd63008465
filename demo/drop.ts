import type { Connection, ResultSetHeader } from 'mysql2/promise';

import { DemoError, messageOf, printLine, runAsCommand } from './command';
import { withConnection } from './connection';
import { parseDropArguments, USAGE, type DropRequest, type StartRequest } from './drop-arguments';
import { orderRewrite } from './rewrites';
import { runningDatabaseUrl } from './state';

/** Writes the order for a drop into the control table, which the live traffic reads every second. */
async function carryOut(connection: Connection, request: DropRequest, now: Date): Promise<string> {
  const moment = new Date(now.getTime() - request.since);
  const done =
    request.kind === 'stop' ? await stop(connection, request, moment) : await start(connection, request, moment);
  if (request.since > 0) {
    await orderRewrite(connection, moment);
  }
  return done;
}

async function stop(connection: Connection, { stream, since }: DropRequest, moment: Date): Promise<string> {
  const [{ affectedRows }] = await connection.query<ResultSetHeader>(
    'UPDATE shop_demo.demo_drops SET ends_at = ? WHERE stream = ? AND (ends_at IS NULL OR ends_at > ?)',
    [moment, stream, moment]
  );
  if (affectedRows === 0) {
    return `Nothing to stop: no drop of ${stream} is going on.`;
  }
  return since > 0
    ? `${stream} are back to normal, as if since ${moment.toLocaleTimeString()}.`
    : `${stream} are back to normal.`;
}

async function start(
  connection: Connection,
  { stream, since, fraction, where, duration }: StartRequest,
  moment: Date
): Promise<string> {
  const end = duration === null ? null : new Date(moment.getTime() + duration);
  await connection.query(
    `INSERT INTO shop_demo.demo_drops (stream, fraction, where_column, where_value, starts_at, ends_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [stream, fraction, where?.column, where?.value, moment, end]
  );
  const from = since > 0 ? `As if since ${moment.toLocaleTimeString()}` : 'From now on';
  const which = where === null ? stream : `${stream} with ${where.column} ${where.value}`;
  const until = end === null ? `until "npm run demo:drop -- ${stream} --stop"` : `until ${end.toLocaleTimeString()}`;
  return `${from} ${Math.round(fraction * 100)} % of ${which} do not happen, ${until}.`;
}

/** Starts or stops drops in the database at `adminUrl`; says what it did. */
export async function orderDrop(adminUrl: string, request: DropRequest, now = new Date()): Promise<string> {
  try {
    return await withConnection(adminUrl, (connection) => carryOut(connection, request, now));
  } catch (error) {
    throw new DemoError(
      `The demo's database could not be told: ${messageOf(error)}.\nIs the demo running? Start it with "npm start".`
    );
  }
}

runAsCommand(module, async (args) => {
  if (args.length === 0 || args.includes('--help')) {
    printLine(USAGE);
    return;
  }
  const request = parseDropArguments(args);
  printLine(await orderDrop(runningDatabaseUrl(), request));
});
