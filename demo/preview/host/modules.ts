import * as emotionCss from '@emotion/css';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import i18next from 'i18next';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactRouter from 'react-router-dom';
import * as rxjs from 'rxjs';

import { PanelRenderer } from './PanelRenderer';
import { PluginPage } from './PluginPage';

type Define = (dependencies: string[], factory: (...modules: unknown[]) => unknown) => void;

declare global {
  interface Window {
    define?: Define;
  }
}

/** What Grafana hands out to plugins, under the names that a plugin's build leaves open. */
const SHARED: Record<string, unknown> = {
  '@emotion/css': emotionCss,
  '@grafana/data': grafanaData,
  '@grafana/runtime': { ...grafanaRuntime, PanelRenderer, PluginPage },
  '@grafana/ui': grafanaUi,
  i18next,
  react,
  'react-dom': reactDom,
  'react/jsx-runtime': jsxRuntime,
  'react-router': reactRouter,
  rxjs,
};

const loaded = new Map<string, Promise<Record<string, unknown>>>();

/** Loads a plugin's AMD module, once. Rejects when it asks for a module that the preview does not hand out. */
export function loadModule(url: string): Promise<Record<string, unknown>> {
  const known = loaded.get(url);
  if (known) {
    return known;
  }
  // One at a time: `define` is the window's, and says nothing of who calls it.
  const loading = lastLoad.then(() => load(url));
  lastLoad = loading.catch(() => undefined);
  loaded.set(url, loading);
  return loading;
}

let lastLoad: Promise<unknown> = Promise.resolve();

function load(url: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    let result: unknown;
    window.define = (dependencies, factory) => {
      try {
        result = factory(...dependencies.map((name) => resolveDependency(name, script.src)));
      } catch (error) {
        reject(error);
      }
    };
    script.onload = () => {
      delete window.define;
      if (typeof result === 'object' && result !== null) {
        resolve({ ...result });
      } else {
        reject(new Error(`${url} defined no module.`));
      }
    };
    script.onerror = () => reject(new Error(`${url} can't be loaded. Was the plugin built (npm run build)?`));
    script.src = url;
    document.head.append(script);
  });
}

function resolveDependency(name: string, uri: string): unknown {
  if (name === 'module') {
    return { uri };
  }
  if (!(name in SHARED)) {
    throw new Error(
      `The plugin asks for "${name}", which the preview does not hand out (demo/preview/host/modules.ts).`
    );
  }
  return SHARED[name];
}
