import type { Kpi } from '../kpi/catalogue/schema';
import { changeWord, lengthText, linesText } from './koreanTriggerText';
import { EXPECTED, exampleAmount, exampleSubject, numbersOf, pastLine } from './triggerExample';
import type { TriggerText } from './triggerText';
import type { SoFar, Threshold, Trigger, WindowChange } from './triggerSchema';
import { numberText, unitText } from './template';

/** What `triggerExample` says, in Korean. */
export function koreanTriggerExample(trigger: Trigger, kpi: Pick<Kpi, 'name' | 'unit'>): TriggerText {
  const subject = exampleSubject(trigger, kpi);
  switch (trigger.kind) {
    case 'unusual':
    case 'fixed':
    case 'shifted':
      return changeExample(trigger, subject, kpi.unit);
    case 'so-far':
      return soFarExample(trigger, subject, kpi.unit);
    case 'threshold':
      return thresholdExample(trigger, subject, kpi.unit);
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

function changeExample(trigger: WindowChange, subject: string, unit: string): TriggerText {
  const { isDrop, change, now } = numbersOf(trigger);
  const length = trigger.kind === 'unusual' ? '5분' : lengthText(trigger.window);
  return {
    summary: `${subject} 예상보다 ${change}% ${isDrop ? '낮음' : '높음'}`,
    description: `현재 ${exampleAmount(unit, now)}, 예상 ${exampleAmount(unit, EXPECTED)} (${length}). ${linesText(trigger)}`,
  };
}

function soFarExample(trigger: SoFar, subject: string, unit: string): TriggerText {
  const { isDrop, change, now } = numbersOf(trigger);
  return {
    summary: `${subject} 오늘 평소보다 ${change}% ${isDrop ? '낮음' : '높음'}`,
    description: `오늘 누적 ${exampleAmount(unit, now)}, 이 시각의 평소 ${exampleAmount(unit, EXPECTED)}. ${linesText(trigger)}`,
  };
}

function thresholdExample(trigger: Threshold, subject: string, unit: string): TriggerText {
  const text = (number: number) => unitText(unit, number);
  const summary =
    trigger.side === 'outside'
      ? `${text(trigger.low)}~${text(trigger.high)} 범위를 벗어남`
      : `기준 ${text(trigger.line)}보다 ${trigger.side === 'below' ? '낮음' : '높음'}`;
  const recovery =
    trigger.side === 'outside'
      ? `${text(trigger.recoverLow)}~${text(trigger.recoverHigh)} 안으로 돌아오면`
      : `${text(trigger.recover)} ${trigger.side === 'above' ? '아래로 내려가면' : '위로 올라가면'}`;
  return {
    summary: `${subject} ${summary}`,
    description: `현재 ${text(pastLine(trigger))} (${lengthText(trigger.window)}). ${recovery} 끝납니다.`,
  };
}
