// Times in tests are UTC, whatever the machine's zone.
process.env.TZ = 'UTC';

const scaffold = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const [transformer] = Object.values(scaffold.transform);

const shared = {
  ...scaffold,
  // The scaffold's own, and .mjs: some ES modules come as such.
  transform: { '^.+\\.(tsx?|m?jsx?)$': transformer },
  // In Grafana, its components and plugins share one router.
  moduleNameMapper: {
    ...scaffold.moduleNameMapper,
    '^react-router-dom-v5-compat$': require.resolve('react-router-dom'),
  },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'jsx', 'mjs', 'json', 'node'],
  rootDir: __dirname,
  transformIgnorePatterns: [
    nodeModulesToTransform([...grafanaESModules, 'msw', '@mswjs', '@open-draft', 'until-async', 'rettime', 'yaml']),
  ],
};

module.exports = {
  // A page of Grafana's components is slow in jsdom, and slower on a busy machine.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      // jsdom with Node's own fetch and streams, which msw needs.
      testEnvironment: 'jest-fixed-jsdom',
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['\\.db\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'demo',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/demo/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.db\\.test\\.ts$'],
      setupFilesAfterEnv: [],
    },
    {
      ...shared,
      displayName: 'database',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{src,demo}/**/*.db.test.ts'],
      setupFilesAfterEnv: [],
      globalSetup: '<rootDir>/demo/jest-database.ts',
      globalTeardown: '<rootDir>/demo/jest-database-teardown.ts',
    },
  ],
};
