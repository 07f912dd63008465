import React from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';

import type { SuddenDropOptions } from '../../src/suddendrop/options';
import { ByHand, framesByHand } from './ByHand';
import { SuddenDropPanel } from '../../src/suddendrop/SuddenDropPanel';
import { panelProps, speak, testCurve, testFrame, testReading } from '../../src/suddendrop/testing';

/** Milliseconds: the script alone, and until the browser has painted. */
interface Cost {
  script: number;
  painted: number;
}

/** One of the panel's layouts, or what people make by hand. */
export type Drawn = SuddenDropOptions['layout'] | 'by hand';

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

async function measure(drawn: Drawn, count: number): Promise<LayoutCost> {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const root = createRoot(host);
  const panelOf = drawn === 'by hand' ? byHand(count) : layout(drawn, count);
  const [shown, refreshed] = [panelOf(), panelOf()];
  const first = await timed(() => root.render(shown(0)));
  const refresh = await timed(() => root.render(refreshed(0)));
  const rest = await timed(() => root.render(refreshed(1)));
  root.unmount();
  return { first, refresh, rest };
}

const size = { width: innerWidth, height: innerHeight };
const { timeRange: live } = panelProps([]);
/** A fixed time range: the data does not grow old while it is measured. */
const timeRange = { ...live, raw: { from: live.from, to: live.to } };

/** Each call is a refresh: new data of the same KPIs. What it gives draws them, as often as it is asked. */
type Panel = () => (renderCounter: number) => React.ReactElement;

function layout(name: SuddenDropOptions['layout'], count: number): Panel {
  return () => {
    const props = panelProps(framesOf(count), { layout: name });
    const still = { ...props, timeRange, data: { ...props.data, timeRange }, ...size };
    return function draw(renderCounter) {
      return <SuddenDropPanel {...still} renderCounter={renderCounter} />;
    };
  };
}

function byHand(count: number): Panel {
  return () => {
    const frames = framesByHand(framesOf(count));
    return function draw(renderCounter) {
      return <ByHand frames={frames} timeRange={timeRange} renderCounter={renderCounter} {...size} />;
    };
  };
}

Object.assign(globalThis, { measureLayout: measure, ready: speak('en-US') });
