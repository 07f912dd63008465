/** Draws the pictures of docs/detection.md from made-up series: `npm run docs:detection`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { breachEdge, expectedNow, judgeWindows } from '../../src/kpi/detect/detector';
import { calendarOf, History, type Point } from '../../src/kpi/detect/history';
import { calibrate } from '../../src/kpi/detect/replay';
import { dailySeries, scaled } from '../../src/kpi/detect/testing';
import { WindowReader } from '../../src/kpi/detect/windowReader';
import { chartSvg, type ChartStep } from './chart';

const DAY = 86_400;
const HOUR = 3600;
const START = Date.parse('2026-03-02T00:00:00Z') / 1000;
const TODAY = START + 23 * DAY;
const folder = path.join(import.meta.dirname, '../../docs/img');

/** Today from 08:00 to 16:00, in windows of `seconds`, as a policy calibrated at midnight saw it. */
function stepsOf(points: readonly Point[], step: number, seconds: number): ChartStep[] {
  const habits = { zone: 'UTC', step, direction: 'drop', counts: true } as const;
  const calibration = calibrate(
    points.filter(({ time }) => time < TODAY),
    habits
  );
  const history = new History(points, step);
  const reader = new WindowReader(history, calendarOf('UTC', history.start, history.end), 'drop', []);
  const noise = calibration.scales.find((scale) => scale.seconds === seconds)?.noise;
  return Array.from({ length: (8 * HOUR) / step }, (_, index) => TODAY + 8 * HOUR + index * step).flatMap((time) => {
    const windows = reader.at(time + step, calibration.weekdays);
    const shown = windows.find((window) => window.seconds === seconds);
    const expected = shown && expectedNow(shown, calibration);
    if (noise === undefined || shown === undefined || expected === undefined) {
      return [];
    }
    const hour = Math.floor((time - TODAY) / HOUR);
    const breach = judgeWindows(windows, hour, calibration).state === 'breach';
    return [{ time, now: shown.now, expected, edge: breachEdge(expected, noise, hour, 'drop'), breach }];
  });
}

const at = (hour: number) => TODAY + hour * HOUR;
const busy = dailySeries({ start: START, minutes: 5, days: 24, busy: 900, seed: 5 });
const quiet = dailySeries({ start: START, minutes: 5, days: 24, busy: 12, seed: 5 });

mkdirSync(folder, { recursive: true });
const pictures = {
  'drop.svg': chartSvg('Orders, 5 minutes: 40 % down', stepsOf(scaled(busy, at(12), at(13), 0.6), 300, 300)),
  'quiet.svg': chartSvg(
    'Registrations, by the hour: 70 % down',
    stepsOf(scaled(quiet, at(12), at(14), 0.3), 300, 3600)
  ),
  'holiday.svg': chartSvg('Orders on a quiet holiday: no breach', stepsOf(holiday(busy), 300, 300)),
};
for (const [name, svg] of Object.entries(pictures)) {
  writeFileSync(path.join(folder, name), svg);
}

/** Fewer and fewer people until noon, as on a day off; no step. */
function holiday(points: readonly Point[]): Point[] {
  return points.map(({ time, value }) => {
    const share = Math.max(0, Math.min(1, (time - TODAY) / DAY));
    return { time, value: Math.round(value * (1 - 0.4 * Math.sin(Math.PI * share))) };
  });
}
