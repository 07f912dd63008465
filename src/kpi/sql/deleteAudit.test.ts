import { catalogueSchema } from '../catalogue/schema';
import { deleteAuditStatements, deletionsOf } from './deleteAudit';
import { kpiOf } from './testing';

const source = { table: 'shop.orders', time: { column: 'created_at', type: 'timestamp' } };

describe('the audit of deletions', () => {
  it('is a table with a row a deletion, the trigger that writes it, and the right to read it', () => {
    expect(deleteAuditStatements(kpiOf({ source, dimensions: ['region', 'deleted_at', 'channel'] }))).toEqual([
      [
        'CREATE TABLE IF NOT EXISTS `shop`.`orders_deletions` (',
        '  `deletion` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,',
        '  `deleted_at` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,',
        '  KEY (`deleted_at`)',
        ')',
        'SELECT `region`, `channel` FROM `shop`.`orders` LIMIT 0',
      ].join('\n'),
      [
        'CREATE TRIGGER `shop`.`orders_deletions` AFTER DELETE ON `shop`.`orders` FOR EACH ROW',
        'INSERT INTO `shop`.`orders_deletions` (`region`, `channel`) VALUES (OLD.`region`, OLD.`channel`)',
      ].join('\n'),
      "GRANT SELECT ON `shop`.`orders_deletions` TO 'grafana_reader'@'%'",
    ]);
    expect(deleteAuditStatements(kpiOf({ source }))[1]).toContain('INSERT INTO `shop`.`orders_deletions` () VALUES ()');
  });

  it('is counted by a KPI that a catalogue takes, however long the names are', () => {
    const long = kpiOf({ id: 'o'.repeat(40), name: 'O'.repeat(80), source: { ...source, table: 't'.repeat(64) } });
    const kpi = deletionsOf(long);
    expect(catalogueSchema.safeParse({ version: 2, kpis: [kpi] }).error).toBeUndefined();
    expect(kpi).toMatchObject({
      goodDirection: 'down',
      value: { kind: 'count' },
      source: { table: `${'t'.repeat(54)}_deletions` },
    });
  });

  it('is of a table alone', () => {
    const sql = { kind: 'sql', sql: 'SELECT at FROM orders WHERE {time}', time: { column: 'at', type: 'timestamp' } };
    expect(deletionsOf(kpiOf({ source: sql }))).toBeUndefined();
    expect(deleteAuditStatements(kpiOf({ source: sql }))).toEqual([]);
  });
});
