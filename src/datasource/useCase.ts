import { BusEventWithPayload, CoreApp, type QueryEditorProps } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { useEffect, useRef, type MutableRefObject } from 'react';

import { CASE_CHOSEN, CASES, caseTargets, type CaseChosen } from '../kpi/cases';
import type { BusinessKpiDataSource } from './datasource';
import { migrateQuery, type BusinessKpiOptions, type BusinessKpiQuery } from './types';

type Props = QueryEditorProps<BusinessKpiDataSource, BusinessKpiQuery, BusinessKpiOptions>;

class CaseChosenEvent extends BusEventWithPayload<CaseChosen> {
  static type = CASE_CHOSEN;
}

/** Takes up the case that somebody chooses in the panel's options: no panel can change its query by itself. */
export function useCase(props: Props): void {
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const isPanel = props.app === CoreApp.PanelEditor;
  useEffect(() => {
    if (!isPanel) {
      return;
    }
    const subscription = getAppEvents().subscribe(CaseChosenEvent, ({ payload }) => takeUp(latest, payload));
    return () => subscription.unsubscribe();
  }, [isPanel]);
}

/** The first query asks how the KPI stands, and one more how its day goes. */
function takeUp(latest: MutableRefObject<Props>, { id, answer }: CaseChosen): void {
  const { datasource, query, queries = [query], onChange, onAddQuery, onRunQuery } = latest.current;
  const kpi = datasource.catalogue.kpis.find((one) => one.id === id);
  const ours = queries.filter((other) => other.datasource?.uid === query.datasource?.uid).map(migrateQuery);
  const isFirst = ours[0]?.refId === query.refId;
  if (!kpi) {
    if (isFirst) {
      // The catalogue may name it otherwise: whoever has chosen it, or chooses it now, has all the rest.
      onChange({ ...migrateQuery(query), view: 'drop', window: CASES[id].window });
      onRunQuery();
    }
    answer('unknown');
    return;
  }
  const [drop, today] = caseTargets(kpi);
  if (isFirst) {
    onChange({ ...migrateQuery(query), ...drop, refId: query.refId, by: [], filters: [] });
    if (today && !ours.some(({ view }) => view === 'today')) {
      onAddQuery?.({ ...migrateQuery(today), refId: '', datasource: query.datasource });
    }
    onRunQuery();
    answer({ kpi: kpi.name });
  } else if (migrateQuery(query).view === 'today') {
    // Grafana's rows each change all queries as they last saw them: one row after the other.
    setTimeout(() => {
      latest.current.onChange({ ...migrateQuery(latest.current.query), kpis: today ? [id] : [] });
      latest.current.onRunQuery();
    });
  }
}
