import { DURATION, durationSeconds } from '../kpi/time/duration';
import { amount, amountText, goNumber, numberText, printed, type Watched } from './template';
import {
  distanceText,
  judgedWindow,
  ROWS_EXPECTED,
  ROWS_NOW,
  subjectText,
  whetherPast,
  type TriggerText,
} from './triggerText';
import {
  staleReach,
  type Change,
  type NoData,
  type RowsChanged,
  type SoFar,
  type Stale,
  type Threshold,
  type Trigger,
  type WindowChange,
} from './triggerSchema';

/** What `triggerText` says, in Korean. */
export function koreanTriggerText(trigger: Trigger, kpis: readonly Watched[]): TriggerText {
  const subject = subjectText(trigger, kpis);
  switch (trigger.kind) {
    case 'unusual':
    case 'fixed':
    case 'shifted':
      return changeText(trigger, kpis);
    case 'so-far':
      return soFarText(trigger, kpis);
    case 'threshold':
      return thresholdText(trigger, kpis);
    case 'no-data':
      return noDataText(trigger, subject);
    case 'stale':
      return staleText(trigger, subject);
    case 'rows':
      return {
        summary: `${subject}: ${lengthText(trigger.window)} 동안 행 ${ROWS_NOW}개 ${changeWord(trigger)}`,
        description: `${printed(trigger.time.column)} 기준. ${numberText(trigger.atLeast)}개부터 알리고, ${numberText(trigger.untilFewer)}개 미만이 되면 끝납니다.`,
      };
  }
}

function noDataText({ window, leastExpected }: NoData, subject: string): TriggerText {
  return {
    summary: `${subject}: {{ with $values.A }}{{ if eq .Value 0.0 }}데이터 없음{{ else }}데이터가 다시 들어옴{{ end }}{{ end }}`,
    description: `${lengthText(window)} 동안 행 ${ROWS_NOW}개, 예상 ${ROWS_EXPECTED}개. ${numberText(leastExpected)}개 이상 예상되는데 하나도 없으면 알립니다.`,
  };
}

function staleText(trigger: Stale, subject: string): TriggerText {
  const seconds = goNumber(durationSeconds(trigger.age));
  const age = `{{ humanizeDuration .Value }}{{ if ge .Value ${goNumber(staleReach(trigger))} }} 이상{{ end }}`;
  return {
    summary: `${subject}: {{ with $values.A }}{{ if gt .Value ${seconds} }}${age} 새 데이터 없음{{ else }}새 데이터가 다시 들어옴{{ end }}{{ end }}`,
    description: `가장 최근 행은 {{ with $values.A }}${age}{{ end }} 전. ${lengthText(trigger.age)}보다 오래되면 알립니다.`,
  };
}

/** What became of rows, in a word. */
export function changeWord({ change }: Pick<RowsChanged, 'change'>): string {
  return { created: '생성', changed: '변경', deleted: '삭제' }[change];
}

function changeText(trigger: WindowChange, kpis: readonly Watched[]): TriggerText {
  return {
    summary: `${subjectText(trigger, kpis)} 예상보다 ${distance(trigger)}`,
    description: `현재 ${amount(kpis, 'A')}, 예상 ${amount(kpis, 'B')}${windowText(trigger)}. ${linesText(trigger)}`,
  };
}

function soFarText(trigger: SoFar, kpis: readonly Watched[]): TriggerText {
  return {
    summary: `${subjectText(trigger, kpis)} 오늘 평소보다 ${distance(trigger)}`,
    description: `오늘 누적 ${amount(kpis, 'A')}, 이 시각의 평소 ${amount(kpis, 'B')}. ${linesText(trigger)}`,
  };
}

function distance({ direction }: Change): string {
  return direction === 'drop'
    ? distanceText('낮음', '낮지 않음')
    : distanceText('높음', '높지 않음', '1000% 넘게 높음');
}

function windowText(trigger: WindowChange): string {
  return trigger.kind === 'unusual' ? judgedWindow((minutes) => ` (${minutes}분)`) : ` (${lengthText(trigger.window)})`;
}

export function linesText({ kind, direction, percent, recoverPercent }: Change): string {
  const change = direction === 'drop' ? '감소' : '증가';
  const lines = `${percent}% 넘게 ${change}하면 알리고, ${recoverPercent}% 미만이 되면 끝납니다.`;
  return kind !== 'unusual' ? lines : `이 KPI에서는 드문 일입니다. ${lines}`;
}

function thresholdText(trigger: Threshold, kpis: readonly Watched[]): TriggerText {
  const text = (number: number) => amountText(kpis, number);
  const [line, past, within, recovery] =
    trigger.side === 'outside'
      ? [
          `${text(trigger.low)}~${text(trigger.high)} 범위를`,
          '벗어남',
          '벗어나지 않음',
          `${text(trigger.recoverLow)}~${text(trigger.recoverHigh)} 안으로 돌아오면`,
        ]
      : trigger.side === 'above'
        ? [`기준 ${text(trigger.line)}보다`, '높음', '높지 않음', `${text(trigger.recover)} 아래로 내려가면`]
        : [`기준 ${text(trigger.line)}보다`, '낮음', '낮지 않음', `${text(trigger.recover)} 위로 올라가면`];
  return {
    summary: `${subjectText(trigger, kpis)} ${line} ${whetherPast(trigger, past, within)}`,
    description: `현재 ${amount(kpis, 'A')} (${lengthText(trigger.window)}). ${recovery} 끝납니다.`,
  };
}

export function lengthText(window: string): string {
  const [, count = window, unit = ''] = DURATION.exec(window) ?? [];
  return `${count}${{ s: '초', m: '분', h: '시간', d: '일' }[unit] ?? ''}`;
}
