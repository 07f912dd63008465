// Adds up what jest and Playwright wrote into a folder, and prints one line: "N passed, N failed, N skipped".
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [folder] = process.argv.slice(2);
const read = (name) => {
  const file = path.join(folder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
};
const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

const jest = read('jest.json');
const browser = read('browser.json');
const listed = read('browser-listed.json');
const sum = { passed: 0, failed: 0, skipped: 0 };

if (jest) {
  sum.passed += jest.numPassedTests;
  // A file that can't be loaded has no tests to count, and is a failure all the same.
  sum.failed += jest.numFailedTests + jest.numRuntimeErrorTestSuites;
  sum.skipped += jest.numPendingTests + jest.numTodoTests;
}
if (browser) {
  sum.passed += browser.stats.expected + browser.stats.flaky;
  sum.failed += browser.stats.unexpected + browser.errors.length;
  sum.skipped += browser.stats.skipped;
}
if (listed) {
  sum.skipped += specsOf(listed).length;
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
// What did not run at all is no success.
process.exitCode = jest && browser && sum.failed === 0 ? 0 : 1;
