import { LoadingState, type DataFrame, type DataQueryRequest, type DataSourceApi } from '@grafana/data';
import {
  concat,
  debounce,
  defer,
  filter,
  firstValueFrom,
  from,
  merge,
  Observable,
  of,
  scan,
  share,
  switchMap,
  takeWhile,
  timer,
  type Subscriber,
} from 'rxjs';

import { dialectOf, VERSION_SQL, withTimeLimit, type Dialect } from '../kpi/sql/dialect';
import { isMasked, isOverTime, type Failure } from './failure';
import { mysqlDataSource, problemOf, readStatements, type Answers } from './mysql';
import { apart, isLong, statementsOf, type Ask, type Statement } from './statements';

/** Panels of one dashboard ask within a few milliseconds of each other. */
const GATHER_MS = 10;
/** A part that comes so little earlier than the rest would only make a panel flicker. */
const PART_MS = 400;

/** What the database said to an ask: a frame, or why there is none. */
export interface Answer {
  sql: string;
  frame?: DataFrame;
  failure?: Failure;
}

/** What the database has said so far; an ask that is not in it waits for its answer. */
export type Answered = ReadonlyMap<Ask, Answer>;

interface Waiting {
  request: DataQueryRequest;
  asks: readonly Ask[];
  subscriber: Subscriber<Answered>;
}

/** Statements that go out as one request, and what comes back. */
interface Batch {
  asks: ReadonlySet<Ask>;
  answers: Observable<Answered>;
}

/**
 * Reads KPIs through the MySQL data source. What is asked in the same instant goes out as one request, but for what
 * reads days of rows: Grafana answers a request when its slowest statement is done, and nobody's tile shall wait for
 * that. Each answer is passed on as it comes. Who unsubscribes leaves the others alone, and the last one to leave ends
 * the request. No statement may take longer than `timeLimit` seconds.
 */
export class KpiReader {
  private waiting: Waiting[] = [];
  private requests = 0;
  private dialect?: Promise<Dialect>;

  constructor(
    private readonly mysqlUid: string | undefined,
    private readonly timeLimit: number
  ) {}

  /** Emits what is known of `asks` each time that more is, and completes when everything is. */
  read(request: DataQueryRequest, asks: readonly Ask[]): Observable<Answered> {
    return new Observable((subscriber) => {
      if (this.waiting.length === 0) {
        setTimeout(() => this.send(), GATHER_MS);
      }
      this.waiting.push({ request, asks, subscriber });
    });
  }

  private send() {
    const waiting = this.waiting.filter(({ subscriber }) => !subscriber.closed);
    this.waiting = [];
    const [first] = waiting;
    if (!first) {
      return;
    }
    const statements = statementsOf(waiting.flatMap(({ asks }) => asks));
    const batches = [statements.filter((one) => !isLong(one)), statements.filter(isLong)]
      .filter((batch) => batch.length > 0)
      .map((batch) => this.batchOf(first.request, batch));
    waiting.forEach(({ asks, subscriber }) => subscriber.add(answersTo(asks, batches).subscribe(subscriber)));
  }

  private batchOf(asked: DataQueryRequest, statements: readonly Statement[]): Batch {
    // Grafana ends a running request when another one of the same id begins.
    const request = { ...asked, requestId: `kpiwatch-${++this.requests}-${asked.requestId}` };
    const answers = defer(() => from(mysqlDataSource(this.mysqlUid))).pipe(
      switchMap((mysql) => this.readApart(mysql, request, statements)),
      share()
    );
    return { asks: new Set(statements.flatMap((statement) => statement.asks)), answers };
  }

  /** A statement of several KPIs that fails is sent again, each KPI by itself; other answers don't wait for it. */
  private readApart(
    mysql: DataSourceApi,
    request: DataQueryRequest,
    statements: readonly Statement[]
  ): Observable<Answered> {
    return this.readLimited(mysql, request, statements).pipe(
      switchMap((answered) => {
        const retried = statements
          .filter(({ asks: [ask] }) => ask && mayBeOneKpis(answered.get(ask)?.failure))
          .map(apart)
          .filter((kpis) => kpis.length > 1)
          .flat();
        if (retried.length === 0) {
          return of(answered);
        }
        const again = new Set(retried.flatMap(({ asks }) => asks));
        const kept = new Map([...answered].filter(([ask]) => !again.has(ask)));
        const second = { ...request, requestId: `${request.requestId}-apart` };
        return concat(of(kept), this.readLimited(mysql, second, retried));
      })
    );
  }

  private readLimited(
    mysql: DataSourceApi,
    request: DataQueryRequest,
    statements: readonly Statement[]
  ): Observable<Answered> {
    const limit = this.timeLimit;
    return from(this.dialectOf(mysql, request)).pipe(
      switchMap((dialect) => {
        const started = Date.now();
        const limited = statements.map((statement) => ({
          ...statement,
          sql: withTimeLimit(statement.sql, dialect, limit),
        }));
        return readStatements(mysql, request, limited).pipe(
          switchMap(async (answers) => {
            const seconds = (Date.now() - started) / 1000;
            const masked = [...answers.errors.values(), answers.failure ?? ''].some(isMasked);
            const problem = masked ? await problemOf(mysql) : undefined;
            return answeredBy(limited, answers, (reason) => ({ reason, seconds, limit, problem }));
          })
        );
      })
    );
  }

  /** Asked once; again where there was no answer. */
  private dialectOf(mysql: DataSourceApi, request: DataQueryRequest): Promise<Dialect> {
    this.dialect ??= askDialect(mysql, request).catch(() => {
      this.dialect = undefined;
      return 'other' as const;
    });
    return this.dialect;
  }
}

/** What the batches say to `asks`, so far; no batch is waited for that has nothing to say to them. */
function answersTo(asks: readonly Ask[], batches: readonly Batch[]): Observable<Answered> {
  const mine = batches.filter((batch) => asks.some((ask) => batch.asks.has(ask)));
  const isWhole = (known: Answered) => known.size === asks.length;
  // What reads days tells nothing by itself: a tile would go, and come back with what it shows first.
  const [first] = mine;
  const isOfUse = (known: Answered) => [...known.keys()].some((ask) => first?.asks.has(ask));
  return merge(...mine.map(({ answers }) => answers)).pipe(
    scan(
      (known: Answered, answered) => new Map([...known, ...answered].filter(([ask]) => asks.includes(ask))),
      new Map()
    ),
    filter(isOfUse),
    takeWhile((known) => !isWhole(known), true),
    debounce((known) => (isWhole(known) ? of(known) : timer(PART_MS)))
  );
}

/** Whether one of a statement's KPIs may be what failed. A server that took too long is not asked for more. */
function mayBeOneKpis(failure: Failure | undefined): boolean {
  return failure !== undefined && !failure.whole && !isOverTime(failure);
}

async function askDialect(mysql: DataSourceApi, request: DataQueryRequest): Promise<Dialect> {
  const id = 'server';
  const asked = readStatements(mysql, { ...request, requestId: `${request.requestId}-server` }, [
    { id, sql: VERSION_SQL },
  ]);
  const fields = (await firstValueFrom(asked)).frames.get(id)?.fields ?? [];
  const cell = (name: string) => String(fields.find((field) => field.name === name)?.values[0]);
  return dialectOf(cell('version'), cell('comment'));
}

function answeredBy(
  statements: readonly Statement[],
  { state, frames, cuts, errors, failure }: Answers,
  failureOf: (reason: string) => Failure
): Answered {
  const answerOf = ({ id, sql }: Statement): Answer | undefined => {
    const frame = frames.get(id);
    const reason = errors.get(id);
    if (failure !== undefined) {
      return { sql, failure: { ...failureOf(failure), whole: true } };
    }
    if (reason !== undefined) {
      return { sql, failure: failureOf(reason) };
    }
    const cutAfter = cuts.get(id);
    if (cutAfter !== undefined) {
      return { sql, failure: { reason: '', cutAfter } };
    }
    return frame || state !== LoadingState.Loading ? { sql, frame } : undefined;
  };
  return new Map(
    statements.flatMap((statement) => {
      const answer = answerOf(statement);
      return answer === undefined ? [] : statement.asks.map((ask): [Ask, Answer] => [ask, answer]);
    })
  );
}
