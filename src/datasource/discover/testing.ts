import type { FakeMysql } from '../testing';

export const NOW = 1_773_144_000;

const column = (name: string, kind: string, type = kind) => ({
  place: 'shop',
  owner: 'refunds',
  name,
  kind,
  type,
  nullable: 'NO',
});

/** A database with one table, as its server describes it: refunds, without an index on their time. */
export const SHOP: ConstructorParameters<typeof FakeMysql>[0] = {
  server: [{ version: '10.11.14-MariaDB', comment: '' }],
  place: [{ place: 'shop' }],
  tables: [{ place: 'shop', name: 'refunds', kind: 'BASE TABLE', row_count: 90_000 }],
  columns: [
    column('id', 'bigint'),
    column('refunded_at', 'timestamp'),
    column('amount', 'decimal', 'decimal(12,2)'),
    { ...column('reason_type', 'varchar'), length: 20 },
  ],
  indexes: [{ place: 'shop', owner: 'refunds', name: 'PRIMARY', part: 'id' }],
  clock: [{ now: NOW, session_zone: '+00:00', global_zone: 'SYSTEM', system_zone: 'UTC' }],
  refunds: Array.from({ length: 20 }, (_, index) => ({
    refunded_at: NOW - index,
    reason_type: index % 2 ? 'late' : 'broken',
  })),
};
