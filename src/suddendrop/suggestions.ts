import {
  FieldType,
  VisualizationSuggestionScore,
  type PanelDataSummary,
  type VisualizationSuggestion,
} from '@grafana/data';
import { t } from '@grafana/i18n';

import { parseOptions, type SuddenDropOptions } from './options';
import { readFrame } from './readings';

/** From so many KPIs on, a grid or a table says more than tiles. */
const MANY = 12;

/** Ways to show the data, best first; nothing where it is no KPI and no number over time. */
export function suggestionsFor(data: PanelDataSummary): Array<VisualizationSuggestion<SuddenDropOptions>> {
  const frames = data.rawFrames ?? [];
  const kpis = frames.filter((frame) => readFrame(frame).kind === 'reading').length;
  if (kpis > 0) {
    const { Best, Good } = VisualizationSuggestionScore;
    return [
      offer(t('suggestion.tiles', 'Sudden drop: tiles'), { layout: 'tiles' }, kpis < MANY ? Best : Good),
      offer(t('suggestion.grid', 'Sudden drop: grid'), { layout: 'grid' }, kpis < MANY ? Good : Best),
      offer(t('suggestion.leaderboard', 'Sudden drop: leaderboard'), { layout: 'leaderboard', sort: 'drop' }, Good),
      offer(t('suggestion.wallboard', 'Sudden drop: wallboard'), { layout: 'wallboard' }, Good),
    ];
  }
  if (data.hasFieldType(FieldType.time) && data.hasFieldType(FieldType.number)) {
    return [offer(t('suggestion.other', 'Sudden drop against earlier days'), {}, VisualizationSuggestionScore.OK)];
  }
  return [];
}

function offer(name: string, options: Partial<SuddenDropOptions>, score: VisualizationSuggestionScore) {
  return { name, options: parseOptions(options), score };
}
