import { TextLink } from '@grafana/ui';
import React from 'react';

/** Who answers for it: a name, or a link to where they are asked. */
export function Owner({ owner }: { owner: string }) {
  return /^https?:\/\/\S+$/.test(owner) ? (
    <TextLink href={owner} external inline={false} variant="bodySmall">
      {owner.replace(/^https?:\/\//, '')}
    </TextLink>
  ) : (
    owner
  );
}
