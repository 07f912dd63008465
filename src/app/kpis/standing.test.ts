import { createDataFrame } from '@grafana/data';

import type { Reading } from '../../kpi/detect/reading';
import { chanceCalibration, steadyRecent } from '../../kpi/detect/testing';
import { standingOf } from './standing';

const TO = Date.UTC(2026, 2, 4, 14, 5) / 1000;
const watching = { window: '10m', dropPercent: 50, watchPercent: 25 };
const judging = {
  direction: 'drop',
  sensitivity: { least: 0.25, over: 0.5 },
  calibration: chanceCalibration(),
} as const;

/** 164 orders in ten minutes of which 200 are usual: the last three minutes are almost empty. */
function frame(goodDirection: 'up' | 'down' = 'up') {
  const reading: Reading = {
    version: 1,
    kpi: { id: 'orders', name: 'Orders', area: 'customers', unit: 'locale', goodDirection, zone: 'UTC' },
    judged: { from: TO - 600, to: TO },
    now: { value: 164, events: 164 },
    references: [1, 2, 3].map((days) => ({ id: `day${days}`, days, value: 200, events: 200 })),
    latestEvent: TO,
    bucketSeconds: 120,
    recent: steadyRecent(TO, { usual: 20, now: 4, minutes: 3 }),
  };
  return createDataFrame({ meta: { custom: { kpiwatch: reading } }, fields: [] });
}

it('judges a KPI as its policy does where that goes by what is usual', () => {
  expect(standingOf(frame(), { watching, judging }, TO)).toMatchObject({
    state: 'drop',
    now: 12,
    expected: 60,
    drop: 0.8,
  });
  expect(standingOf(frame(), { watching }, TO)).toMatchObject({ state: 'ok', now: 164, expected: 200 });
  expect(standingOf(frame(), { watching, judging }, TO + 3600)?.state).toBe('stale');
});

it('does not take a policy for the judge that watches for the good direction', () => {
  expect(standingOf(frame('down'), { watching, judging }, TO)?.state).toBe('ok');
});
