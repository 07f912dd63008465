import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'esbuild';

import { installedChromium } from '../tests/support/chromium';

const ADDRESS = 'http://bench.invalid/';

/** A page as one script, with all that it imports. */
export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    jsx: 'transform',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.css': 'empty' },
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

export async function launchBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: installedChromium(), args: asRoot ? ['--no-sandbox'] : [] });
}

/** A page of its own: nothing is fetched from anywhere, icons are empty drawings. */
export async function openPage(browser: Browser, script: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Bench</title><body></body>' })
      : route.fulfill({
          contentType: 'image/svg+xml',
          body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"/>',
        })
  );
  await page.goto(ADDRESS);
  await page.addScriptTag({ content: script });
  return page;
}
