import { t } from '@grafana/i18n';
import React from 'react';

import { DurationField } from './DurationField';

const AGES = ['5m', '15m', '30m', '1h', '6h', '1d'];

/** "… the newest row is older than 30 min." */
export function StaleFields() {
  return <DurationField name="trigger.age" label={t('editor.age', 'the newest row is older than')} options={AGES} />;
}
