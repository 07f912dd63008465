import { t } from '@grafana/i18n';

import { MOST_VALUES } from '../../kpi/sql/ruleBy';

/** Which values of a dimension a policy judges that goes by one window. */
export function windowValuesHelp(): string {
  return t(
    'editor.by-help',
    'An alert a value. Of each KPI the {{most}} values with the most events are judged, in the window and the same time of the last weeks and days; one that has none left counts as 0.',
    { most: MOST_VALUES }
  );
}
