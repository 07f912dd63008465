import { existsSync } from 'node:fs';

/** Debian has Chromium without its windows too, which takes half the time for a page. */
const PROGRAMS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The Chromium of this machine; without one, Playwright takes what `npx playwright install chromium` brought. */
export function installedChromium(): string | undefined {
  return PROGRAMS.find(existsSync);
}
