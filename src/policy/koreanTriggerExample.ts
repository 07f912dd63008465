import type { Kpi } from '../kpi/catalogue/schema';
import { changeWord, lengthText, linesText } from './koreanTriggerText';
import { numberText } from './template';
import type { TriggerText } from './triggerText';
import { dimensionOf, type Change, type SoFar, type Threshold, type Trigger, type WindowChange } from './triggerSchema';

const EXPECTED = 1000;
/** By how much more than its line a breach of an example is past it, in percent. */
const PAST = 12;

/** What `triggerExample` says, in Korean. */
export function koreanTriggerExample(trigger: Trigger, kpi: Pick<Kpi, 'name'>): TriggerText {
  const by = dimensionOf(trigger);
  const subject = by === undefined ? kpi.name : `${kpi.name}, ${by} …`;
  switch (trigger.kind) {
    case 'unusual':
    case 'fixed':
    case 'shifted':
      return changeExample(trigger, subject);
    case 'so-far':
      return soFarExample(trigger, subject);
    case 'threshold':
      return thresholdExample(trigger, subject);
    case 'no-data': {
      const least = numberText(trigger.leastExpected);
      return {
        summary: `${subject}: 데이터 없음`,
        description: `${lengthText(trigger.window)} 동안 행 0개, 예상 ${least}개. ${least}개 이상 예상되는데 하나도 없으면 알립니다.`,
      };
    }
    case 'stale': {
      const age = lengthText(trigger.age);
      return {
        summary: `${subject}: ${age} 새 데이터 없음`,
        description: `가장 최근 행은 ${age} 전. ${age}보다 오래되면 알립니다.`,
      };
    }
    case 'rows': {
      const least = numberText(trigger.atLeast);
      return {
        summary: `${subject}: ${lengthText(trigger.window)} 동안 행 ${least}개 ${changeWord(trigger)}`,
        description: `${trigger.time.column} 기준. ${least}개부터 알리고, ${numberText(trigger.untilFewer)}개 미만이 되면 끝납니다.`,
      };
    }
  }
}

function changeExample(trigger: WindowChange, subject: string): TriggerText {
  const { isDrop, change, now } = numbersOf(trigger);
  const length = trigger.kind === 'unusual' ? '5분' : lengthText(trigger.window);
  return {
    summary: `${subject} 예상보다 ${change}% ${isDrop ? '낮음' : '높음'}`,
    description: `현재 ${numberText(now)}, 예상 ${numberText(EXPECTED)} (${length}). ${linesText(trigger)}`,
  };
}

function soFarExample(trigger: SoFar, subject: string): TriggerText {
  const { isDrop, change, now } = numbersOf(trigger);
  return {
    summary: `${subject} 오늘 평소보다 ${change}% ${isDrop ? '낮음' : '높음'}`,
    description: `오늘 누적 ${numberText(now)}, 이 시각의 평소 ${numberText(EXPECTED)}. ${linesText(trigger)}`,
  };
}

function numbersOf({ direction, percent }: Change) {
  const isDrop = direction === 'drop';
  const change = Math.min(Math.round(percent) + PAST, isDrop ? 100 : Infinity);
  return { isDrop, change, now: (EXPECTED * (100 + (isDrop ? -change : change))) / 100 };
}

function thresholdExample(trigger: Threshold, subject: string): TriggerText {
  const line = trigger.side === 'outside' ? trigger.high : trigger.line;
  const now = line + (trigger.side === 'below' ? -1 : 1) * Math.max(1, Math.abs(line)) * (PAST / 100);
  const summary =
    trigger.side === 'outside'
      ? `${numberText(trigger.low)}~${numberText(trigger.high)} 범위를 벗어남`
      : `기준 ${numberText(line)}보다 ${trigger.side === 'below' ? '낮음' : '높음'}`;
  const recovery =
    trigger.side === 'outside'
      ? `${numberText(trigger.recoverLow)}~${numberText(trigger.recoverHigh)} 안으로 돌아오면`
      : `${numberText(trigger.recover)} ${trigger.side === 'above' ? '아래로 내려가면' : '위로 올라가면'}`;
  return {
    summary: `${subject} ${summary}`,
    description: `현재 ${numberText(Number(now.toPrecision(4)))} (${lengthText(trigger.window)}). ${recovery} 끝납니다.`,
  };
}
