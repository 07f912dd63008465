import { t } from '@grafana/i18n';

import { TeamChanged } from '../../grafana/appSettings';
import { GrafanaError, type Failure, type Task } from '../../grafana/error';
import { ChangedMeanwhile, SaveError, type Made } from '../../grafana/savePolicy';

/** An error for people: what failed, what Grafana said, what to do next. */
export interface ErrorText {
  title: string;
  /** In Grafana's own words. */
  answer?: string;
  advice: string[];
}

export function describeError(error: unknown): ErrorText {
  if (error instanceof SaveError) {
    const { title, answer, advice } = describeError(error.cause);
    return { title, answer, advice: [...aftermath(error), ...advice] };
  }
  if (error instanceof GrafanaError) {
    return {
      title: titleOf(error.task),
      answer: error.answer === '' ? undefined : error.answer,
      advice: [
        error.task === 'save-settings' && error.failure === 'forbidden'
          ? t('errors.advice-admin', 'This needs the role Admin. Ask an admin of this Grafana to do it.')
          : adviceOn(error.failure),
      ],
    };
  }
  if (error instanceof TeamChanged) {
    return {
      title: titleOf('save-settings'),
      advice: [
        t(
          'errors.changed-meanwhile',
          'Somebody else changed or deleted it since this page read it. Reload, and try again.'
        ),
      ],
    };
  }
  if (error instanceof ChangedMeanwhile) {
    return {
      title: titleOf('save-rule'),
      advice: [
        t(
          'errors.changed-meanwhile',
          'Somebody else changed or deleted it since this page read it. Reload, and try again.'
        ),
      ],
    };
  }
  return {
    title: t('errors.unexpected', 'Something went wrong'),
    answer: error instanceof Error ? error.message : String(error),
    advice: [],
  };
}

function titleOf(task: Task): string {
  switch (task) {
    case 'list-policies':
    case 'read-rule':
      return t('errors.read-policies', 'The policies could not be read');
    case 'read-states':
      return t('errors.read-states', 'The state of the policies could not be read');
    case 'read-alarms':
      return t('errors.read-alarms', 'The last alarms could not be read');
    case 'read-deliveries':
      return t('errors.read-deliveries', 'Whether messages arrived could not be read');
    case 'save-rule':
      return t('errors.save-rule', 'The policy was not saved');
    case 'pause-rule':
      return t('errors.pause-rule', 'The policy was not changed');
    case 'close-breach':
      return t('errors.close-breach', 'The breach was not closed');
    case 'delete-rule':
      return t('errors.delete-rule', 'The policy was not deleted');
    case 'read-folder':
    case 'create-folder':
    case 'delete-folder':
      return t('errors.create-folder', 'The policy was not saved: its folder could not be made');
    case 'find-notifications-api':
    case 'list-contact-points':
      return t('errors.list-contact-points', 'The contact points could not be read');
    case 'list-channel-types':
      return t('errors.list-channel-types', 'The kinds of contact points could not be read');
    case 'create-contact-point':
    case 'delete-contact-point':
      return t('errors.create-contact-point', 'The policy was not saved: its contact point could not be made');
    case 'delete-own-contact-point':
      return t('errors.delete-own-contact-point', 'The contact point is left, though nothing uses it any more');
    case 'test-contact-point':
      return t('errors.test-contact-point', 'The test message could not be sent');
    case 'read-messages':
      return t('errors.read-messages', 'The texts of the messages could not be read');
    case 'save-messages':
      return t('errors.save-messages', 'The texts of the messages were not saved');
    case 'render-messages':
      return t('errors.render-messages', 'The message could not be shown as it will be');
    case 'read-active-hours':
    case 'save-active-hours':
      return t(
        'errors.save-active-hours',
        'The policy was not saved: its active hours or quiet times could not be written'
      );
    case 'delete-active-hours':
      return t(
        'errors.delete-active-hours',
        'The policy is deleted, but its active hours or quiet times are left among the mute timings'
      );
    case 'read-silences':
      return t('errors.read-silences', 'Who has acknowledged it could not be read');
    case 'acknowledge':
      return t('errors.acknowledge', 'The breach was not acknowledged');
    case 'end-acknowledgement':
      return t('errors.end-acknowledgement', 'The acknowledgement was not ended');
    case 'evaluate':
      return t('errors.evaluate', 'The query could not be tried');
    case 'read-settings':
      return t('errors.read-settings', 'The teams could not be read');
    case 'save-settings':
      return t('errors.save-settings', 'Nothing was saved: the settings of KPI Watch could not be written');
    case 'find-dashboards':
      return t('errors.find-dashboards', 'The dashboards could not be read');
  }
}

function adviceOn(failure: Failure): string {
  switch (failure) {
    case 'forbidden':
      return t('errors.advice-forbidden', 'This needs the role Editor. Ask an admin of this Grafana for it.');
    case 'signed-out':
      return t('errors.advice-signed-out', 'You are signed out. Sign in again in another tab, then come back here.');
    case 'missing':
      return t('errors.advice-missing', 'It is gone, or it is not in this organisation. Reload the list.');
    case 'conflict':
      return t(
        'errors.advice-conflict',
        'There is one like it already, or somebody else is changing it. Check and retry.'
      );
    case 'invalid':
      return t('errors.advice-invalid', 'Change what Grafana names above, and try again.');
    case 'failed':
      return t('errors.advice-failed', 'Try again. If it stays, the log of the Grafana server says more.');
    case 'unreachable':
      return t('errors.advice-unreachable', 'Grafana does not answer. Check your connection, and try again.');
    case 'unreadable':
      return t('errors.advice-unreadable', 'Grafana answered in a way that this version of KPI Watch does not know.');
  }
}

function aftermath({ putBack, left }: SaveError): string[] {
  const names = (made: readonly Made[]) => made.map(({ title }) => `"${title}"`).join(', ');
  return [
    ...(putBack.length > 0
      ? [t('errors.put-back', 'What was made for it was deleted again: {{- names}}.', { names: names(putBack) })]
      : []),
    ...(left.length > 0
      ? [
          t('errors.left', 'This was made for it and could not be deleted again, delete it by hand: {{- names}}.', {
            names: names(left),
          }),
        ]
      : []),
    t('errors.kept', 'What you typed is still here.'),
  ];
}
