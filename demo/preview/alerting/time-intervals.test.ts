import { isInInterval, problemOfInterval, type TimeInterval } from './time-intervals';

/** A Monday. */
const at = (clock: string) => Date.parse(`2026-03-02T${clock}:00Z`);

test.each<[string, TimeInterval, string, boolean]>([
  ['any time, when nothing is named', {}, '12:00', true],
  ['from the start', { times: [{ start_time: '09:00', end_time: '17:00' }] }, '09:00', true],
  ['not at the end', { times: [{ start_time: '09:00', end_time: '17:00' }] }, '17:00', false],
  ['to midnight', { times: [{ start_time: '23:00', end_time: '24:00' }] }, '23:59', true],
  ['on working days', { weekdays: ['monday:friday'] }, '12:00', true],
  ['not at the weekend', { weekdays: ['saturday', 'sunday'] }, '12:00', false],
  [
    'by the clock of a zone',
    { times: [{ start_time: '21:00', end_time: '22:00' }], location: 'Asia/Seoul' },
    '12:30',
    true,
  ],
  ['by the calendar of a zone', { weekdays: ['tuesday'], location: 'Asia/Seoul' }, '15:00', true],
  ['on a day of the month', { days_of_month: ['1:3'] }, '12:00', true],
  ['not at the end of the month', { days_of_month: ['-10:-1'] }, '12:00', false],
  ['on the day before last', { days_of_month: ['-30'] }, '12:00', true],
  ['in months by name and number', { months: ['february:april'], years: ['2026'] }, '12:00', true],
  ['not in another year', { months: ['3'], years: ['2027:2028'] }, '12:00', false],
])('a time interval holds %s', (_, interval, clock, holds) => {
  expect(isInInterval(interval, at(clock))).toBe(holds);
});

test.each<[TimeInterval, string]>([
  [{ times: [{ start_time: '25:00', end_time: '24:00' }] }, "couldn't parse timestamp 25:00, invalid format"],
  [{ times: [{ start_time: '10:00', end_time: '09:00' }] }, 'start time cannot be equal or greater than end time'],
  [{ weekdays: ['funday'] }, 'funday is not a valid weekday'],
  [{ months: ['13'] }, '13 is not a valid month'],
  [{ location: 'Nowhere/Land' }, 'unknown time zone Nowhere/Land'],
])('a time interval is refused: %o', (interval, problem) => {
  expect(problemOfInterval(interval)).toBe(problem);
});
