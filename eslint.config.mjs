import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import { defineConfig } from 'eslint/config';

import scaffold from './.config/eslint.config.mjs';

/** Imports point one way: kpi <- policy <- grafana <- app; the nested plugins know kpi alone. */
const room = (target, ...allowed) => ({
  target: `./src/${target}`,
  from: './src',
  except: [target, ...allowed].map((name) => `./${name}`),
  message: `src/${target} may import from ${['itself', ...allowed].join(', ')} only.`,
});

export default defineConfig([
  { ignores: ['dist/', 'coverage/', '.kpiwatch/', '.config/', 'test-results/', 'playwright-report/', 'compat/'] },
  ...scaffold,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            room('kpi'),
            room('policy', 'kpi'),
            room('grafana', 'policy', 'kpi'),
            room('datasource', 'kpi'),
            room('suddendrop', 'kpi'),
            room('app', 'grafana', 'policy', 'kpi', 'locales', 'plugin.json'),
          ],
        },
      ],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error', '@typescript-eslint/no-deprecated': 'error' },
  },
  {
    files: ['src/kpi/**', 'src/policy/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['react', 'react-*', '@grafana/*', 'rxjs', 'node:*'] }],
    },
  },
  // Outside src there is no React; a function called `use` is just that.
  { files: ['demo/**', 'tests/**', 'bench/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: ['src/**/*.tsx'], ...jsxA11y.flatConfigs.recommended },
]);
