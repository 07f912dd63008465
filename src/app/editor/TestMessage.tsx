import { t } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import { useMutation } from '@tanstack/react-query';
import React from 'react';
import { useFormContext, useWatch } from 'react-hook-form';

import { testIntegration, type TestResult } from '../../grafana/receivers';
import { slackFormSchema, slackIntegration } from '../../policy/slack';
import { ErrorAlert } from '../errors/ErrorAlert';
import { slackInput, type PolicyFields } from './form';
import { slackAdvice } from './slackAdvice';

/** Sends a message with what is typed, saved or not, and shows what Slack said. */
export function TestMessage() {
  const { control, getValues, trigger } = useFormContext<PolicyFields>();
  const test = useMutation({
    mutationFn: async (typed: string): Promise<TestResult & { typed: string }> => ({
      ...(await testIntegration(slackIntegration(slackFormSchema.parse(JSON.parse(typed))))),
      typed,
    }),
  });
  const typed = JSON.stringify(slackInput(useWatch({ control, name: 'slack' })));

  const send = async () => {
    if (await trigger('slack')) {
      test.mutate(JSON.stringify(slackInput(getValues('slack'))));
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
        {test.data?.typed === typed && <Result result={test.data} />}
      </div>
    </Stack>
  );
}

function Result({ result }: { result: TestResult }) {
  if (result.ok) {
    return <Alert severity="success" title={t('editor.test-ok', 'Slack answered: ok')} />;
  }
  const advice = slackAdvice(result.answer);
  return (
    <Alert severity="error" title={t('editor.test-failed', 'The test message did not arrive')}>
      <Stack direction="column" gap={1}>
        <Text variant="code">{result.answer}</Text>
        {advice !== undefined && <span>{advice}</span>}
      </Stack>
    </Alert>
  );
}
