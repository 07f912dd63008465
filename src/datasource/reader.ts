import { LoadingState, type DataFrame, type DataQueryRequest, type DataSourceApi } from '@grafana/data';
import { defer, from, map, Observable, of, share, switchMap, type Subscriber } from 'rxjs';

import { mysqlDataSource, readStatements, type Answers } from './mysql';
import { apart, statementsOf, type Ask, type Statement } from './statements';

/** Panels of one dashboard ask within a few milliseconds of each other. */
const GATHER_MS = 10;

/** What the database said to each ask: a frame, or why there is none. */
export interface Answered {
  state: LoadingState;
  of(ask: Ask): { sql: string; frame?: DataFrame; reason?: string };
  /** Why nothing was read at all. */
  failure?: string;
}

interface Waiting {
  request: DataQueryRequest;
  asks: readonly Ask[];
  subscriber: Subscriber<Answered>;
}

/**
 * Reads KPIs through the MySQL data source. What is asked in the same instant goes out as one request; who
 * unsubscribes leaves the others alone, and the last one to leave ends the request.
 */
export class KpiReader {
  private waiting: Waiting[] = [];
  private requests = 0;

  constructor(private readonly mysqlUid: string | undefined) {}

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
      switchMap((mysql) => readApart(mysql, request, statements)),
      share()
    );
    waiting.forEach(({ subscriber }) => subscriber.add(answers.subscribe(subscriber)));
  }
}

/** A statement of several KPIs that fails is sent again, each KPI by itself. */
function readApart(
  mysql: DataSourceApi,
  request: DataQueryRequest,
  statements: readonly Statement[]
): Observable<Answered> {
  return readStatements(mysql, request, statements).pipe(
    switchMap((answers) => {
      const failed = statements.filter(({ id, asks }) => answers.errors.has(id) && asks.length > 1).map(apart);
      const retried = failed.flat();
      if (retried.length === 0) {
        return of(answeredBy(statements, answers));
      }
      return readStatements(mysql, { ...request, requestId: `${request.requestId}-apart` }, retried).pipe(
        map((again) => {
          const first = answeredBy(statements, answers);
          const second = answeredBy(retried, again);
          const asks = new Set(retried.flatMap((statement) => statement.asks));
          return { state: again.state, of: (ask: Ask) => (asks.has(ask) ? second : first).of(ask) };
        })
      );
    })
  );
}

function answeredBy(statements: readonly Statement[], { state, frames, errors, failure }: Answers): Answered {
  const byAsk = new Map(statements.flatMap((statement) => statement.asks.map((ask) => [ask, statement] as const)));
  return {
    state,
    failure,
    of: (ask) => {
      const { id = '', sql = '' } = byAsk.get(ask) ?? {};
      return { sql, frame: frames.get(id), reason: errors.get(id) };
    },
  };
}
