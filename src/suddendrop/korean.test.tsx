import { render, screen } from '@testing-library/react';
import React from 'react';

import { SuddenDropPanel } from './SuddenDropPanel';
import { panelProps, speak, testFrame, testReading, TO } from './testing';
import { signedPercent } from './format';
import { freshnessText } from './text';

beforeAll(() => speak('ko-KR'));

test('the tile speaks Korean', () => {
  jest.useFakeTimers({ now: (TO + 7) * 1000 });
  render(<SuddenDropPanel {...panelProps([testFrame(testReading({}, { name: '주문' }))], { dropPercent: 50 })} />);
  expect(
    screen.getByRole('article', { name: '주문: 급락. 14:05까지 10분 동안 31, 예상 104보다 70% 낮습니다.' })
  ).toBeVisible();
  expect(screen.getByText('급락')).toBeVisible();
  expect(screen.getByRole('button', { name: '지난 수요일·며칠 14:05 대비' })).toBeVisible();
  jest.useRealTimers();
});

test('numbers and times follow Korean habits', () => {
  expect(signedPercent(-0.7)).toBe('\u221270%');
  expect(freshnessText(testReading(), { asOf: TO + 7, live: true, timeZone: 'utc' })).toBe('마지막 이벤트 3초 전');
});
