import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { build, type Plugin } from 'esbuild';
import { z } from 'zod';

import { DemoError } from '../command';

const ROOT = resolve(__dirname, '..', '..');
const HOST = join(__dirname, 'host');

/** The releases whose packages the preview can show the plugin with: 12 has React 18, 13 has React 19. */
export type PreviewRelease = 12 | 13;

/** Where each release's packages are installed. */
const PACKAGES: Record<PreviewRelease, string> = { 12: ROOT, 13: join(ROOT, 'compat', 'grafana-13') };

export interface HostBundle {
  /** Folder of the files that the page loads. */
  dir: string;
  /** Version of the packages of @grafana. */
  version: string;
  /** Grafana's icons. */
  publicDir: string;
}

/** Bundles the host page with the packages of one release, into `dir`. The host's own code is the same for both. */
export async function bundleHost(release: PreviewRelease, dir: string): Promise<HostBundle> {
  const packages = PACKAGES[release];
  const ui = join(packages, 'node_modules', '@grafana', 'ui');
  if (!existsSync(ui)) {
    throw new DemoError(
      `The packages of Grafana ${release} are not installed. Run: npm ci --prefix ${packages} --ignore-scripts`
    );
  }
  await build({
    absWorkingDir: ROOT,
    entryPoints: {
      host: join(HOST, 'main.tsx'),
      'editor.worker': join(packages, 'node_modules', 'monaco-editor', 'esm', 'vs', 'editor', 'editor.worker.js'),
    },
    outdir: dir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'transform',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.ttf': 'file', '.svg': 'file', '.png': 'file' },
    logLevel: 'silent',
    plugins: [packagesFrom(packages, ui)],
  });
  return { dir, version: versionOf(ui), publicDir: join(ui, 'dist', 'public') };
}

/** The host's imports of packages are answered from the release's folder; what packages import is their own affair. */
function packagesFrom(packages: string, ui: string): Plugin {
  return {
    name: 'grafana-packages',
    setup(bundle) {
      bundle.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind, pluginData }) => {
        if (pluginData === HANDED_ON || !importer.startsWith(HOST)) {
          return undefined;
        }
        // Grafana's router is version 5 in the clothes of version 6; its own components and plugins share it.
        return path === 'react-router-dom'
          ? bundle.resolve('react-router-dom-v5-compat', { kind, resolveDir: ui, pluginData: HANDED_ON })
          : bundle.resolve(path, { kind, resolveDir: packages, pluginData: HANDED_ON });
      });
    },
  };
}

const HANDED_ON = Symbol('handed on');

function versionOf(folder: string): string {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}
