import type { DataSourceInstanceSettings, PluginMeta } from '@grafana/data';

import type { Choice } from '../choices';

/** A built plugin that the preview serves. */
export interface PreviewPlugin {
  meta: PluginMeta;
  /** Where its module is, and what its chunks are found relative to. */
  moduleUrl: string;
  /** Texts in the page's language, and in English for what is missing there. */
  translations: Record<string, Record<string, unknown>>;
}

interface PreviewDashboard {
  uid: string;
  title: string;
}

/** What the server tells the page. */
export interface PreviewBoot extends Choice {
  grafana: string;
  plugins: PreviewPlugin[];
  datasources: DataSourceInstanceSettings[];
  dashboards: PreviewDashboard[];
}

/** The id of the script element that holds it. */
const BOOT_ELEMENT = 'kpiwatch-preview';

export function readBoot(): PreviewBoot {
  return JSON.parse(document.getElementById(BOOT_ELEMENT)?.textContent ?? '');
}
