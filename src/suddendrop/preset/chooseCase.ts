import { getAppEvents } from '@grafana/runtime';

import { CASE_CHOSEN, type CaseAnswer, type CaseChosen, type CaseId } from '../../kpi/cases';

/** Tells the editor of the panel's query of a case; `nobody` where no query of a Business KPI data source is edited. */
export function chooseCase(id: CaseId): CaseAnswer | 'nobody' {
  const answers: CaseAnswer[] = [];
  const payload: CaseChosen = { id, answer: (answer) => answers.push(answer) };
  getAppEvents().publish({ type: CASE_CHOSEN, payload });
  return answers[0] ?? 'nobody';
}
