import type { DataFrame, DataQueryRequest, DataSourceApi, LoadingState } from '@grafana/data';
import { defer, firstValueFrom, from, map, Observable, of, share, switchMap, type Subscriber } from 'rxjs';

import { dialectOf, VERSION_SQL, withTimeLimit, type Dialect } from '../kpi/sql/dialect';
import { isMasked, type Failure } from './failure';
import { mysqlDataSource, problemOf, readStatements, type Answers } from './mysql';
import { apart, statementsOf, type Ask, type Statement } from './statements';

/** Panels of one dashboard ask within a few milliseconds of each other. */
const GATHER_MS = 10;

/** What the database said to each ask: a frame, or why there is none. */
export interface Answered {
  state: LoadingState;
  of(ask: Ask): { sql: string; frame?: DataFrame; failure?: Failure };
  /** Why nothing was read at all. */
  failure?: Failure;
}

interface Waiting {
  request: DataQueryRequest;
  asks: readonly Ask[];
  subscriber: Subscriber<Answered>;
}

/**
 * Reads KPIs through the MySQL data source. What is asked in the same instant goes out as one request; who
 * unsubscribes leaves the others alone, and the last one to leave ends the request. No statement may take longer than
 * `timeLimit` seconds.
 */
export class KpiReader {
  private waiting: Waiting[] = [];
  private requests = 0;
  private dialect?: Promise<Dialect>;

  constructor(
    private readonly mysqlUid: string | undefined,
    private readonly timeLimit: number
  ) {}

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
    // Grafana ends a running request when another one of the same id begins.
    const request = { ...first.request, requestId: `kpiwatch-${++this.requests}-${first.request.requestId}` };
    const statements = statementsOf(waiting.flatMap(({ asks }) => asks));
    const answers = defer(() => from(mysqlDataSource(this.mysqlUid))).pipe(
      switchMap((mysql) => this.readApart(mysql, request, statements)),
      share()
    );
    waiting.forEach(({ subscriber }) => subscriber.add(answers.subscribe(subscriber)));
  }

  /** A statement of several KPIs that fails is sent again, each KPI by itself. */
  private readApart(
    mysql: DataSourceApi,
    request: DataQueryRequest,
    statements: readonly Statement[]
  ): Observable<Answered> {
    return this.readLimited(mysql, request, statements).pipe(
      switchMap((first) => {
        const failed = statements.filter(({ asks: [ask], asks }) => asks.length > 1 && ask && first.of(ask).failure);
        const retried = failed.flatMap(apart);
        if (retried.length === 0) {
          return of(first);
        }
        const asks = new Set(retried.flatMap((statement) => statement.asks));
        return this.readLimited(mysql, { ...request, requestId: `${request.requestId}-apart` }, retried).pipe(
          map(({ state, of: second }) => ({ state, of: (ask: Ask) => (asks.has(ask) ? second(ask) : first.of(ask)) }))
        );
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
  { state, frames, errors, failure }: Answers,
  failureOf: (reason: string) => Failure
): Answered {
  const byAsk = new Map(statements.flatMap((statement) => statement.asks.map((ask) => [ask, statement] as const)));
  return {
    state,
    failure: failure === undefined ? undefined : failureOf(failure),
    of: (ask) => {
      const { id = '', sql = '' } = byAsk.get(ask) ?? {};
      const reason = errors.get(id);
      return { sql, frame: frames.get(id), failure: reason === undefined ? undefined : failureOf(reason) };
    },
  };
}
