import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import React from 'react';

import { ChangeFields } from './ChangeFields';
import { MinimumField } from './MinimumField';

/** "… today drop by more than 25 % below what is usual by this time of the day." */
export function SoFarFields() {
  return (
    <>
      <ChangeFields />
      <MinimumField />
      <Text variant="bodySmall" color="secondary">
        {t(
          'editor.so-far-help',
          'From midnight of the KPI’s calendar to the last full quarter of an hour. It starts anew each midnight, and says nothing on the days on which the clocks change.'
        )}
      </Text>
    </>
  );
}
