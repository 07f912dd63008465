import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { APP_ID, expect, test, type Page } from './support/test';

/** Every text of ours that reads otherwise in Korean and has nothing filled in; of fewer words Grafana has the same. */
function englishTexts(file: string): string[] {
  const read = (language: string): unknown =>
    JSON.parse(readFileSync(join(__dirname, '..', 'src', file.replace('LANGUAGE', language)), 'utf8'));
  const korean = new Map(leaves(read('ko-KR')));
  return leaves(read('en-US'))
    .filter(([key, text]) => korean.get(key) !== text && text.trim().split(' ').length > 2 && !/[{<]/.test(text))
    .map(([, text]) => text);
}

function leaves(value: unknown, path = ''): Array<[string, string]> {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  return Object.entries(value ?? {}).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`));
}

/** What the shop calls its KPIs, in English, is nobody's to translate. */
const SHOP = readFileSync(join(__dirname, '..', 'provisioning', 'datasources', 'kpiwatch.yaml'), 'utf8');

const ENGLISH = [
  'locales/LANGUAGE/kpiwatch-businesskpi-app.json',
  'datasource/locales/LANGUAGE/kpiwatch-businesskpi-datasource.json',
  'suddendrop/locales/LANGUAGE/kpiwatch-suddendrop-panel.json',
]
  .flatMap(englishTexts)
  .filter((text) => !SHOP.includes(text));

async function leftInEnglish(page: Page): Promise<string[]> {
  const text = await page.locator('main').first().innerText();
  return ENGLISH.filter((english) => text.includes(english));
}

const PAGES = [
  { path: `/a/${APP_ID}/policies`, korean: '알림 정책' },
  { path: `/a/${APP_ID}/policies/new`, korean: '정책 이름' },
  { path: `/a/${APP_ID}/policies/messages`, korean: '문구 저장' },
  { path: `/a/${APP_ID}/policies/presets`, korean: '인증서' },
  { path: '/d/kpiwatch-customers', korean: '예상' },
  { path: '/connections/datasources/edit/kpiwatch-shop', korean: '카탈로그' },
  { path: '/explore', korean: 'KPI' },
];

test('every page is there in Korean', async ({ visit }) => {
  const page = await visit({ language: 'ko-KR' });
  for (const { path, korean } of PAGES) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.locator('main').first().getByText(korean).first()).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', /^ko/);
      expect(await leftInEnglish(page)).toEqual([]);
    });
  }
});
