import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { useFormContext } from 'react-hook-form';

import { defaultTyped, type ChannelType } from '../../policy/channel';
import { READY_MADE, type ReadyMade } from '../../policy/readyMade';
import type { PolicyFields } from './form';

const KEYS: readonly ReadyMade[] = ['email', 'sms', 'alimtalk', 'call', 'gateway', 'pagerduty'];

/** Beginnings for the channels that people ask for most; each fills in the form below. */
export function ReadyMadeChoice({ types }: { types: readonly ChannelType[] }) {
  const { setValue } = useFormContext<PolicyFields>();
  const [chosen, setChosen] = useState<ReadyMade>();
  const onChoose = (key: ReadyMade) => {
    const { type, typed, resolved } = READY_MADE[key];
    const options = types.find((one) => one.type === type)?.options ?? [];
    setChosen(key);
    setValue('channel.type', type, { shouldDirty: true });
    setValue(`channel.settings.${type}`, { ...defaultTyped(options), ...typed });
    setValue('channel.resolved', resolved);
  };
  const known = KEYS.filter((key) => types.some(({ type }) => type === READY_MADE[key].type));
  return (
    <div role="group" aria-label={t('editor.ready-made', 'Ready-made')}>
      <Stack direction="column" gap={1}>
        <Text>{t('editor.ready-made', 'Ready-made')}</Text>
        <Stack direction="row" gap={1} wrap="wrap">
          {known.map((key) => (
            <Button
              key={key}
              type="button"
              size="sm"
              variant={key === chosen ? 'primary' : 'secondary'}
              aria-pressed={key === chosen}
              onClick={() => onChoose(key)}
            >
              {nameOf(key)}
            </Button>
          ))}
        </Stack>
        {chosen && (
          <Text variant="bodySmall" color="secondary">
            {noteOn(chosen)}
          </Text>
        )}
      </Stack>
    </div>
  );
}

function nameOf(key: ReadyMade): string {
  switch (key) {
    case 'email':
      return t('ready.email', 'E-mail');
    case 'sms':
      return t('ready.sms', 'SMS (Twilio)');
    case 'alimtalk':
      return t('ready.alimtalk', 'Kakao Alimtalk (NHN Cloud)');
    case 'call':
      return t('ready.call', 'Phone call (Twilio)');
    case 'gateway':
      return t('ready.gateway', 'Gateway for SMS, Alimtalk or calls');
    case 'pagerduty':
      return t('ready.pagerduty', 'PagerDuty');
  }
}

/** What is to be filled in, and what the channel can't do. */
function noteOn(key: ReadyMade): string {
  switch (key) {
    case 'email':
      return t('ready.email-note', 'Give a team’s address. Grafana must have a mail server (its settings, [smtp]).');
    case 'sms':
      return t(
        'ready.sms-note',
        'Put the Account SID into the URL and into the user name, the auth token into the password (Grafana keeps it secret), the numbers as +8210… into the payload’s variables. One line is sent; above 70 letters with Korean, 160 without, it is billed as several.'
      );
    case 'alimtalk':
      return t(
        'ready.alimtalk-note',
        'Kakao delivers texts alone that it has approved: register a template with one variable, #{text}, and give its code and your sender key in the payload’s variables. A text may have 1,000 letters. Grafana shows headers, the secret key with them, to everybody who may read contact points: where that matters, use a gateway of your own. NHN Cloud answers refusals as successes, so look whether the test arrived.'
      );
    case 'call':
      return t(
        'ready.call-note',
        'Reads one line aloud, twice. Put the Account SID into the URL and into the user name, the auth token into the password (Grafana keeps it secret), the numbers as +8210… into the payload’s variables. For what can’t wait alone: it wakes people.'
      );
    case 'gateway':
      return t(
        'ready.gateway-note',
        'For a service of yours or of a provider that takes JSON and a bearer token (Grafana keeps it secret): a number and one line of text. Change the payload to what it asks for. Providers that want requests signed (such as NCP SENS) need a small relay, for Grafana can’t sign so.'
      );
    case 'pagerduty':
      return t(
        'ready.pagerduty-note',
        'The integration key is of a PagerDuty service with Events API v2. The severity of the policy becomes PagerDuty’s, and the end of a breach resolves the incident.'
      );
  }
}
