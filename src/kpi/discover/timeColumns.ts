import type { TimeColumn } from '../catalogue/schema';
import type { Clocks } from '../check/clocks';
import type { SchemaColumn, SchemaTable } from '../schema/schema';
import { timeIndexOf } from '../schema/timeIndex';
import { ageOnWall, fittingZone } from '../time/fittingZone';
import { newestText, numbersOf, type Sample } from './sample';
import { soundsLikeTime, timeMeaningOf, zoneIn } from './words';

/** 2001 to 2100: before, and after, a number is hardly a moment. */
const SECONDS = { from: 978_307_200, to: 4_102_444_800 };

/** A column that says when a row's event happened. */
export interface FoundTime {
  time: TimeColumn;
  /** What happened then, where it is not the row's own beginning. */
  verb?: string;
  /** What says in which zone its clock is. */
  zoneFrom?: 'comment' | 'clock' | 'guess';
  /** Seconds since the newest of the sample. */
  age?: number;
}

/** The times of a table's events; what its rows begin with comes first. */
export function timesOf(table: SchemaTable, sample: Sample, clocks: Pick<Clocks, 'now' | 'zones'>): FoundTime[] {
  const found = table.columns.flatMap((column) => {
    const meaning = timeMeaningOf(column.name);
    const time = meaning.kind === 'none' ? undefined : foundTime(column, sample, clocks);
    return time ? [{ column, meaning, time }] : [];
  });
  const rank = ({ column, meaning }: (typeof found)[number]) =>
    (meaning.kind === 'beginning' ? 0 : meaning.kind === 'event' ? 4 : 8) +
    (column.nullable ? 2 : 0) +
    (timeIndexOf(table, column.name, [])?.kind === 'missing' ? 1 : 0);
  const ranked = [...found].sort((one, other) => rank(one) - rank(other));
  // A time that nobody can name counts only where there is no better one.
  return ranked
    .filter(({ meaning }, index) => index === 0 || meaning.kind === 'event')
    .map(({ meaning, time }) => ({ ...time, ...(meaning.kind === 'event' && { verb: meaning.verb }) }));
}

function foundTime(column: SchemaColumn, sample: Sample, clocks: Pick<Clocks, 'now' | 'zones'>): FoundTime | undefined {
  const { name, kind } = column;
  switch (kind) {
    case 'timestamp':
      return { time: { column: name, type: 'timestamp' }, age: ageOf(numbersOf(sample, name), clocks) };
    case 'datetime':
    case 'date':
      return wallTime(column, kind, sample, clocks);
    case 'integer':
      return soundsLikeTime(name) ? epochTime(name, numbersOf(sample, name), clocks) : undefined;
    default:
      return undefined;
  }
}

function wallTime(
  column: SchemaColumn,
  type: 'datetime' | 'date',
  sample: Sample,
  clocks: Pick<Clocks, 'now' | 'zones'>
): FoundTime {
  const wall = newestText(sample, column.name);
  const said = zoneIn(column.comment);
  const [usual] = clocks.zones;
  const fitting = wall === undefined || type === 'date' ? undefined : fittingZone(wall, clocks.now, clocks.zones);
  const zone = said ?? fitting ?? usual;
  return {
    time: { column: column.name, type, zone },
    zoneFrom: said === undefined ? (fitting === undefined || fitting === usual ? 'guess' : 'clock') : 'comment',
    age: wall === undefined ? undefined : ageOnWall(wall, zone, clocks.now),
  };
}

function epochTime(
  column: string,
  values: readonly number[],
  clocks: Pick<Clocks, 'now' | 'zones'>
): FoundTime | undefined {
  const all = (factor: number) =>
    values.length > 0 && values.every((value) => value >= SECONDS.from * factor && value < SECONDS.to * factor);
  if (all(1)) {
    return { time: { column, type: 'epoch_s' }, age: ageOf(values, clocks) };
  }
  return all(1000)
    ? {
        time: { column, type: 'epoch_ms' },
        age: ageOf(
          values.map((value) => value / 1000),
          clocks
        ),
      }
    : undefined;
}

function ageOf(seconds: readonly number[], { now }: Pick<Clocks, 'now'>): number | undefined {
  return seconds.length === 0 ? undefined : now - Math.max(...seconds);
}
