import { eventTableSchema, type EventTable } from '../catalogue/eventTable';
import { compileEvents } from './events';

const NOON = Date.UTC(2026, 2, 10, 3) / 1000;
const WINDOW = { from: NOON, to: NOON + 3600 };

function deployments(change: Partial<EventTable> = {}): EventTable {
  return eventTableSchema.parse({
    table: 'shop.deployments',
    time: { column: 'at', type: 'timestamp' },
    text: ['service', 'version'],
    ...change,
  });
}

it('reads what began in the window, by an index of the time column, the newest first', () => {
  const filters = [{ column: 'service', op: '=' as const, value: "check'out" }];
  expect(compileEvents(deployments({ tags: ['team'], filters }), WINDOW)).toBe(
    [
      'SELECT (FLOOR(UNIX_TIMESTAMP(`at`)) - 1773111600) AS second_no, NULL AS end_second,' +
        ' `service` AS text_0, `version` AS text_1, `team` AS tag_0',
      'FROM `shop`.`deployments`',
      "WHERE `at` >= FROM_UNIXTIME(1773111600) AND `at` < FROM_UNIXTIME(1773115200) AND `service` = _utf8mb4 X'636865636b276f7574'",
      'ORDER BY second_no DESC',
      'LIMIT 1001',
    ].join('\n')
  );
});

it('tells when an event was over as its beginning is told', () => {
  expect(compileEvents(deployments({ time: { column: 'at', type: 'epoch_ms' }, end: 'done' }), WINDOW)).toContain(
    '(FLOOR(`done` / 1000) - 1773111600) AS end_second'
  );
  const local = deployments({ time: { column: 'at', type: 'datetime', zone: 'America/New_York' }, end: 'done' });
  expect(compileEvents(local, WINDOW)).toContain(
    "(TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-03-09 23:00:00', `done`)" +
      " - (CASE WHEN `done` >= TIMESTAMP '2026-11-01 01:00:00' THEN -3600 ELSE 0 END)) AS end_second"
  );
});
