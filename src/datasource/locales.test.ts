import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import english from './locales/en-US/kpiwatch-businesskpi-datasource.json';
import korean from './locales/ko-KR/kpiwatch-businesskpi-datasource.json';

/** `path -> placeholders`, plural forms as one. */
function texts(node: unknown, path = ''): Array<[string, string[]]> {
  if (typeof node === 'string') {
    const placeholders = [...node.matchAll(/\{\{-? ?(\w+)\}\}/g)].map(([, name = '']) => name).sort();
    return [[path.replace(/_(one|other)$/, ''), placeholders]];
  }
  return Object.entries(node ?? {}).flatMap(([key, child]) => texts(child, path === '' ? key : `${path}.${key}`));
}

it('Korean says everything that English says, with the same values', () => {
  expect(Object.fromEntries(texts(korean))).toEqual(Object.fromEntries(texts(english)));
});

it('has a text for every key of the code, and no other', () => {
  const code = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => readFileSync(join(__dirname, name), 'utf8'))
    .join('\n');
  const used = [...code.matchAll(/(?:\bt\(|i18nKey=)\s*['"]([\w.-]+)['"]/g)].map(([, key = '']) => key);
  expect([...new Set(used)].sort()).toEqual([...new Set(texts(english).map(([key]) => key))].sort());
});
