import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import english from '../locales/en-US/kpiwatch-businesskpi-app.json';
import korean from '../locales/ko-KR/kpiwatch-businesskpi-app.json';

/** `path -> placeholders` of every text. */
function texts(node: unknown, path = ''): Array<[string, string[]]> {
  if (typeof node === 'string') {
    return [[path, [...node.matchAll(/\{\{-? ?(\w+)\}\}/g)].map(([, name = '']) => name).sort()]];
  }
  return Object.entries(node ?? {}).flatMap(([key, child]) => texts(child, path === '' ? key : `${path}.${key}`));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /(?<!\.test)\.tsx?$/.test(path) ? [readFileSync(path, 'utf8')] : [];
  });
}

it('Korean says everything that English says, with the same values', () => {
  expect(Object.fromEntries(texts(korean))).toEqual(Object.fromEntries(texts(english)));
});

it('has a text for every key of the code, and no other', () => {
  const code = sources(__dirname).join('\n');
  const used = [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key = '']) => key);
  expect([...new Set(used)].sort()).toEqual(
    texts(english)
      .map(([key]) => key)
      .sort()
  );
});
