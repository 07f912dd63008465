import { BusEventWithPayload, EventBusSrv } from '@grafana/data';
import { setAppEvents } from '@grafana/runtime';

import { CASE_CHOSEN, CASES, isCase, type CaseAnswer, type CaseChosen } from '../../kpi/cases';
import { presetKpis } from '../../kpi/catalogue/presets';
import { isTotal } from '../../kpi/catalogue/schema';
import { speak } from '../testing';
import { chooseCase } from './chooseCase';
import { answerText } from './PresetEditor';
import { numbersOf, presets } from './presets';

beforeAll(() => speak('en-US'));

class CaseChosenEvent extends BusEventWithPayload<CaseChosen> {
  static type = CASE_CHOSEN;
}

test('every case is a preset, with the numbers that its KPI has in a catalogue', () => {
  const ids = presets().map(({ value }) => value);
  expect(ids.filter(isCase).sort()).toEqual(Object.keys(CASES).sort());
  for (const kpi of presetKpis('Asia/Seoul')) {
    if (isCase(kpi.id)) {
      const points = isTotal(kpi) ? 'count' : 'level';
      expect({ id: kpi.id, ...numbersOf(kpi.id) }).toMatchObject({ goodDirection: kpi.goodDirection, points });
    }
  }
});

test('a preset says what it is ready for', () => {
  expect(presets()).toContainEqual({
    value: 'withdrawals',
    label: 'Withdrawals go up',
    description: 'A rise of 50 % in 6h',
    group: 'Customers',
  });
});

test.each<[CaseAnswer | undefined, string]>([
  [{ kpi: 'Parcels' }, 'The query asks for “Parcels” now.'],
  ['unknown', 'has no KPI with the id shipments'],
  [undefined, 'choose a Business KPI data source under Queries'],
])('a case is offered to whoever edits the query, and the panel says what became of it: %s', (answer, text) => {
  const events = new EventBusSrv();
  setAppEvents(events);
  const offered: string[] = [];
  events.subscribe(CaseChosenEvent, ({ payload }) => {
    offered.push(payload.id);
    if (answer) {
      payload.answer(answer);
    }
  });
  expect(answerText('shipments', chooseCase('shipments'))).toContain(text);
  expect(offered).toEqual(['shipments']);
});
