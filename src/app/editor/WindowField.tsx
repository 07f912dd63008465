import { t } from '@grafana/i18n';
import React from 'react';

import { DurationField } from './DurationField';

const WINDOWS = ['5m', '10m', '15m', '30m', '1h', '6h', '1d'];

/** The window that is judged. */
export function WindowField() {
  return <DurationField name="trigger.window" id="window" label={t('editor.window', 'in')} options={WINDOWS} />;
}
