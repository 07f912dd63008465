import { t } from '@grafana/i18n';

/** What to do about an error of Slack's, where its name is known. The answer is Slack's own, or what Grafana makes of it. */
export function slackAdvice(answer: string): string | undefined {
  if (/invalid_auth|not_authed|account_inactive|token_revoked|token_expired|invalid_token/.test(answer)) {
    return t(
      'slack.token',
      'Slack does not know this token or webhook. Copy it again from the settings of the Slack app.'
    );
  }
  if (/channel_not_found/.test(answer)) {
    return t('slack.no-channel', 'There is no such channel, or it is private and the app is not in it.');
  }
  if (/not_in_channel/.test(answer)) {
    return t('slack.not-in-channel', 'Invite the app: type /invite @app in the channel.');
  }
  if (/missing_scope/.test(answer)) {
    return t('slack.scope', 'Give the Slack app the scope chat:write, and install it again.');
  }
  if (/no_service|no_team|webhook is either disabled/.test(answer)) {
    return t('slack.no-service', 'The webhook was removed or switched off. Make a new one in the Slack app.');
  }
  if (/channel_is_archived|is_archived/.test(answer)) {
    return t('slack.archived', 'The channel is archived. Choose another one.');
  }
  if (/ratelimited|rate_limited|\b429\b/.test(answer)) {
    return t('slack.rate', 'Slack takes about one message a second. Wait a little, and try again.');
  }
  if (/timed out|deadline exceeded/.test(answer)) {
    return t(
      'slack.slow',
      'No answer came in time. The message may still have arrived: look in the channel before you send another.'
    );
  }
  if (/internal_error|\b5\d\d\b/.test(answer)) {
    return t('slack.broken', 'Slack has a problem of its own. Look at slack-status.com, and try again later.');
  }
  if (/dial tcp|connection refused|no such host/.test(answer)) {
    return t('slack.network', 'The Grafana server could not reach this address. Check it, and the server’s way out.');
  }
  return undefined;
}
