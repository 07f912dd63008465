import english from './locales/en-US/kpiwatch-suddendrop-panel.json';
import korean from './locales/ko-KR/kpiwatch-suddendrop-panel.json';

/** `path -> placeholders`, plural forms as one. */
function texts(node: unknown, path = ''): Array<[string, string[]]> {
  if (typeof node === 'string') {
    const placeholders = [...node.matchAll(/\{\{-? ?(\w+)\}\}/g)].map(([, name = '']) => name).sort();
    return [[path.replace(/_(one|other)$/, ''), placeholders]];
  }
  return Object.entries(node ?? {}).flatMap(([key, child]) => texts(child, path ? `${path}.${key}` : key));
}

test('Korean says everything that English says, with the same values', () => {
  expect(Object.fromEntries(texts(korean))).toEqual(Object.fromEntries(texts(english)));
});
