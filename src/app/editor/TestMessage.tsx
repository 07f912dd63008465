import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import { useMutation } from '@tanstack/react-query';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { testIntegration, type TestResult } from '../../grafana/receivers';
import type { ChannelType } from '../../policy/channel';
import { ErrorAlert } from '../errors/ErrorAlert';
import { newContactPointOf, type PolicyFields } from './form';

interface Props {
  /** Where in the form the contact point is typed. */
  part: 'slack' | 'channel';
  /** Who is to answer, such as Slack. */
  service: string;
  channelTypes?: readonly ChannelType[];
  /** What to do about an answer, where that is known. */
  adviceOn?: (answer: string) => string | undefined;
}

/** Sends a message with what is typed, saved or not, and shows what was answered. */
export function TestMessage({ part, service, channelTypes = [], adviceOn }: Props) {
  const { control, getValues, trigger } = useFormContext<PolicyFields>();
  const typed = JSON.stringify(useWatch({ control, name: part }));
  const test = useMutation({
    mutationFn: async (tested: string): Promise<(TestResult & { tested: string }) | undefined> => {
      const made = newContactPointOf({ ...getValues(), contact: part }, channelTypes);
      return made?.contactPoint && { ...(await testIntegration(made.contactPoint)), tested };
    },
  });

  const send = async () => {
    if (await trigger(part)) {
      test.mutate(typed);
    }
  };

  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Button
        type="button"
        variant="secondary"
        icon={test.isPending ? 'spinner' : 'message'}
        disabled={test.isPending}
        onClick={send}
      >
        {test.isPending ? t('editor.test-sending', 'Sending…') : t('editor.test-send', 'Send test message')}
      </Button>
      <div role="status">
        {test.isError && <ErrorAlert error={test.error} />}
        {/* What was typed since was not tested. */}
        {test.data?.tested === typed && <Result result={test.data} service={service} adviceOn={adviceOn} />}
      </div>
    </Stack>
  );
}

function Result({ result, service, adviceOn }: { result: TestResult } & Pick<Props, 'service' | 'adviceOn'>) {
  if (result.ok) {
    return <Alert severity="success" title={t('editor.test-answered', '{{- service}} answered: ok', { service })} />;
  }
  const advice = adviceOn?.(result.answer);
  return (
    <Alert severity="error" title={t('editor.test-failed', 'The test message did not arrive')}>
      <Stack direction="column" gap={1}>
        <Text variant="code">{result.answer}</Text>
        {advice !== undefined && <span>{advice}</span>}
      </Stack>
    </Alert>
  );
}
