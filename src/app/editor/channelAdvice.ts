import { t } from '@grafana/i18n';

/** What to do about an error of a channel, whichever it is. The answer is the service's own, as Grafana hands it on. */
export function channelAdvice(answer: string): string | undefined {
  if (/SMTP not configured/i.test(answer)) {
    return t(
      'channel.no-mail-server',
      'This Grafana has no mail server yet. An admin names one in its settings, [smtp], and restarts it.'
    );
  }
  if (/\b55[0134]\b/.test(answer)) {
    return t('channel.no-mailbox', 'The mail server takes no mail for this address. Check how it is written.');
  }
  if (/\b40[13]\b/.test(answer)) {
    return t(
      'channel.refused',
      'The service did not let Grafana in. Check the user name, password, token or headers that it asks for.'
    );
  }
  if (/\b404\b/.test(answer)) {
    return t('channel.no-such-address', 'The service has nothing at this address. Compare it with what it documents.');
  }
  if (/\b4(00|22)\b/.test(answer)) {
    return t(
      'channel.bad-request',
      'The service could not use what it was sent. Check keys and numbers, and the payload where there is one; its own log says more.'
    );
  }
  if (/\b429\b/.test(answer)) {
    return t('channel.rate', 'The service takes no more messages at the moment. Wait a little, and try again.');
  }
  if (/timed out|deadline exceeded/.test(answer)) {
    return t(
      'channel.slow',
      'No answer came in time. The message may still have arrived: look there before you send another.'
    );
  }
  if (/dial tcp|connection refused|no such host/.test(answer)) {
    return t('slack.network', 'The Grafana server could not reach this address. Check it, and the server’s way out.');
  }
  if (/\b5\d\d\b/.test(answer)) {
    return t('channel.broken', 'The service has a problem of its own. Try again later.');
  }
  return undefined;
}
