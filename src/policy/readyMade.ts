import type { Typed } from './channel';
import { PLAIN_TEXT, PLAIN_TITLE, SHORT } from './message';

/** Contact points that people ask for, as Grafana's kinds of channel and what is typed for them. */
export type ReadyMade = 'email' | 'sms' | 'gateway' | 'alimtalk' | 'call' | 'pagerduty';

interface Made {
  /** Grafana's kind of channel. */
  type: string;
  typed: Typed;
  /** Whether the end of a breach is told as well: nobody wants to be called because all is well. */
  resolved: boolean;
}

/** A body as an HTML form sends it, which is what Twilio takes. */
const form = (fields: Record<string, string>) => ({
  headers: 'Content-Type: application/x-www-form-urlencoded',
  payload: {
    template: Object.entries(fields)
      .map(([name, value]) => `${name}={{ ${value} | urlquery }}`)
      .join('&'),
    vars: 'to: \nfrom: ',
  },
});

const json = (template: string, vars: string) => ({ payload: { template, vars } });

const account = (resource: string) => `https://api.twilio.com/2010-04-01/Accounts/<Account SID>/${resource}.json`;

/**
 * Beginnings, from what the services document in public; a person fills in numbers, keys and the words in angle
 * brackets. Texts for phones are one line.
 */
export const READY_MADE: Readonly<Record<ReadyMade, Made>> = {
  email: { resolved: true, type: 'email', typed: { singleEmail: true, subject: PLAIN_TITLE, message: PLAIN_TEXT } },
  sms: {
    resolved: true,
    type: 'webhook',
    typed: { url: account('Messages'), ...form({ To: '.Vars.to', From: '.Vars.from', Body: SHORT }) },
  },
  gateway: {
    resolved: true,
    type: 'webhook',
    typed: {
      url: '',
      authorization_scheme: 'Bearer',
      ...json(`{"to":{{ .Vars.to | data.ToJSON }},"text":{{ ${SHORT} | data.ToJSON }}}`, 'to: '),
    },
  },
  alimtalk: {
    resolved: true,
    type: 'webhook',
    typed: {
      url: 'https://kakaotalk-bizmessage.api.nhncloudservice.com/alimtalk/v2.3/appkeys/<appkey>/messages',
      headers: 'X-Secret-Key: ',
      ...json(
        [
          '{"senderKey":{{ .Vars.senderKey | data.ToJSON }},"templateCode":{{ .Vars.templateCode | data.ToJSON }},',
          '"recipientList":[{"recipientNo":{{ .Vars.to | data.ToJSON }},',
          `"templateParameter":{"text":{{ ${SHORT} | data.ToJSON }} } }]}`,
        ].join(''),
        'to: \nsenderKey: \ntemplateCode: '
      ),
    },
  },
  call: {
    resolved: false,
    type: 'webhook',
    typed: {
      url: account('Calls'),
      ...form({
        To: '.Vars.to',
        From: '.Vars.from',
        Twiml: `printf "<Response><Say loop=\\"2\\">%s</Say></Response>" (${SHORT} | reReplaceAll "[<>&]" " ")`,
      }),
    },
  },
  pagerduty: {
    resolved: true,
    type: 'pagerduty',
    typed: {
      severity: '{{ .CommonLabels.severity }}',
      summary: PLAIN_TITLE,
      details: `text: ${PLAIN_TEXT}`,
    },
  },
};
