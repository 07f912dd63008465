import { choiceOf, roleOf } from './choices';

const asked = (headers: Record<string, string>) => roleOf(new Request('http://preview/', { headers }));

test('nobody has to choose, and what is no choice is none', () => {
  expect(choiceOf()).toEqual({ role: 'Admin', theme: 'dark', language: 'en-US' });
  expect(choiceOf('kpiwatch-preview-role=Root; kpiwatch-preview-language=ko-KR; other=1')).toEqual({
    role: 'Admin',
    theme: 'dark',
    language: 'ko-KR',
  });
});

test('a request is judged by its cookie, else by its header, else as an admin’s', () => {
  expect(asked({})).toBe('Admin');
  expect(asked({ 'X-Kpiwatch-Preview-Role': 'Viewer' })).toBe('Viewer');
  expect(asked({ cookie: 'kpiwatch-preview-role=Editor', 'X-Kpiwatch-Preview-Role': 'Viewer' })).toBe('Editor');
  expect(asked({ cookie: 'kpiwatch-preview-theme=light', 'X-Kpiwatch-Preview-Role': 'Viewer' })).toBe('Viewer');
});
