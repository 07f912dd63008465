import React from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';

import type { SuddenDropOptions } from '../../src/suddendrop/options';
import { SuddenDropPanel } from '../../src/suddendrop/SuddenDropPanel';
import { panelProps, speak, testCurve, testFrame, testReading } from '../../src/suddendrop/testing';

/** Milliseconds: the script alone, and until the browser has painted. */
interface Cost {
  script: number;
  painted: number;
}

/** What one layout costs: shown at first, with new data, and rendered again with the same data. */
export interface LayoutCost {
  first: Cost;
  refresh: Cost;
  rest: Cost;
}

const POINTS = 90;

function framesOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const value = 20 + ((index * 37) % 100);
    const reading = testReading({ now: { value, events: value } }, { id: `kpi${index}`, name: `KPI ${index}` });
    return testFrame(
      reading,
      testCurve(POINTS).map((point, at) => ({
        ...point,
        now: point.now === null ? null : 15 + ((at * 7 + index) % 12),
      }))
    );
  });
}

async function timed(render: () => void): Promise<Cost> {
  const began = performance.now();
  flushSync(render);
  const script = performance.now() - began;
  await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  return { script, painted: performance.now() - began };
}

async function measure(layout: SuddenDropOptions['layout'], count: number): Promise<LayoutCost> {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const root = createRoot(host);
  const size = { width: innerWidth, height: innerHeight };
  const propsOf = (frames: ReturnType<typeof framesOf>) => {
    const props = panelProps(frames, { layout });
    const { from, to } = props.timeRange;
    // Of a fixed time range: the data does not grow old while it is measured.
    const timeRange = { from, to, raw: { from, to } };
    return { ...props, timeRange, data: { ...props.data, timeRange }, ...size };
  };
  const shown = propsOf(framesOf(count));
  const first = await timed(() => root.render(<SuddenDropPanel {...shown} />));
  const refreshed = propsOf(framesOf(count));
  const refresh = await timed(() => root.render(<SuddenDropPanel {...refreshed} />));
  const rest = await timed(() => root.render(<SuddenDropPanel {...refreshed} renderCounter={1} />));
  root.unmount();
  return { first, refresh, rest };
}

Object.assign(globalThis, { measureLayout: measure, ready: speak('en-US') });
