import { messageData, type MessageAlert } from '../../demo/preview/message-data';
import { renderTemplate } from '../../demo/preview/template';
import { waitedText } from './escalation';
import { PLAIN_TEXT, SHORT, SLACK_BUTTONS, SLACK_COLOR, SLACK_TEXT, SLACK_TITLE } from './message';
import {
  groupAgain,
  groupStanding,
  OUR_TEMPLATE_GROUP,
  ownTextsIn,
  templateGroup,
  textsIn,
  textsToday,
} from './templateGroup';
import { OUR_TEXTS, type Texts } from './texts';

const ALERT: MessageAlert = {
  status: 'firing',
  labels: { alertname: 'Orders <fall>', kpi: 'orders', severity: 'critical', owner: 'Order & pay <@U1>' },
  annotations: {
    summary: 'Orders 40% below expected',
    description: 'Now 60, expected 100, in 10m.',
    kpi_name: 'Orders',
    runbook_url: 'https://wiki/orders',
    kpi_source: 'shop',
  },
  startsAt: Date.UTC(2026, 2, 1, 2, 3),
  endsAt: 0,
  silenceUrl: 'http://g/alerting/silence/new?matcher=kpi%3Dorders',
  generatorUrl: 'http://g/alerting/grafana/kw-p/view?orgId=1',
  panelUrl: 'http://g/d/customers?from=1&to=2&viewPanel=1',
};
const OVER: MessageAlert = { ...ALERT, status: 'resolved', endsAt: Date.UTC(2026, 2, 1, 2, 33) };
const korean = (alert: MessageAlert): MessageAlert => ({
  ...alert,
  annotations: { ...alert.annotations, language: 'ko' },
});

function render(template: string, alerts: MessageAlert[], library = OUR_TEMPLATE_GROUP): string {
  return renderTemplate(template, { dot: messageData(alerts, { channel: '#orders' }), library });
}

describe('a message in Slack', () => {
  it('mentions the channel when it is critical, and takes nobody’s words for a mention', () => {
    expect(render(SLACK_TITLE, [ALERT])).toBe(':rotating_light: [CRITICAL] Orders &lt;fall&gt;');
    expect(render(SLACK_TEXT, [ALERT])).toBe(
      [
        '<!channel> *Orders 40% below expected*',
        'Now 60, expected 100, in 10m.',
        'Since <!date^1772330580^{date_short_pretty} {time}|2026-03-01 02:03 UTC> · Severity: critical · Owner: Order &amp; pay &lt;@U1&gt;',
        [
          '<http://g/a/kpiwatch-businesskpi-app/ack?matcher=kpi%3Dorders|Acknowledge>',
          '<http://g/d/customers?from=1&to=2&viewPanel=1|Panel>',
          '<http://g/a/kpiwatch-businesskpi-app/kpis/shop/orders?orgId=1|KPI>',
          '<https://wiki/orders|Runbook>',
          '<http://g/a/kpiwatch-businesskpi-app/policies/kw-p?orgId=1|Policy>',
          '<http://g/alerting/silence/new?matcher=kpi%3Dorders|Silence>',
        ].join(' · '),
        '',
        '',
        '',
      ].join('\n')
    );
  });

  it('tells the end without a mention, and without what is of no use any more', () => {
    const text = render(SLACK_TEXT, [OVER]);
    expect(text).toContain('*Orders back to normal*');
    expect(text).toMatch(/From <!date\^1772330580.* to <!date\^1772332380/);
    expect(text).not.toMatch(/<!channel>|Acknowledge|Silence/);
  });

  it.each(['Paused', 'Updated', 'RuleDeleted'])('calls nothing normal that ended because its rule was %s', (reason) => {
    const stopped = { ...OVER, annotations: { ...OVER.annotations, grafana_state_reason: reason } };
    const text = render(SLACK_TEXT, [stopped]);
    expect(text).toContain(
      '*Orders: no longer reported, because it was closed by hand, or its policy was paused or changed*\nFrom <!date'
    );
    expect(text).not.toContain('normal');
    expect(render(PLAIN_TEXT, [korean(stopped)])).toContain('더 이상 알리지 않습니다');
  });

  it.each([
    ['critical', '#D63232'],
    ['warning', '#E8912D'],
    ['info', '#3871DC'],
  ])('of severity %s has a colour of its own, and another one when it is over', (severity, colour) => {
    const alert = { ...ALERT, labels: { ...ALERT.labels, severity } };
    expect(render(SLACK_COLOR, [alert])).toBe(colour);
    expect(render(SLACK_COLOR, [{ ...alert, status: 'resolved' }])).toBe('#36A64F');
  });

  it('says that the numbers can’t be read, and why', () => {
    const labels = { ...ALERT.labels, alertname: 'DatasourceError', rulename: 'Orders fall' };
    const alert = { ...ALERT, labels, annotations: { summary: 'Orders  expected', Error: 'connection refused' } };
    expect(render(SLACK_TITLE, [alert])).toContain('[CRITICAL] Orders fall');
    expect(render(SLACK_TEXT, [alert])).toContain(
      "*Orders fall: The numbers can't be read: connection refused*\nSince"
    );
  });

  it('says that there is no data, which is no failure', () => {
    const labels = { ...ALERT.labels, alertname: 'DatasourceNoData', rulename: 'Load' };
    const alert = { ...ALERT, labels, annotations: { summary: 'Load  expected' } };
    expect(render(SLACK_TEXT, [alert])).toContain('*Load: There is no data now*\nSince');
    expect(render(SLACK_TEXT, [{ ...alert, status: 'resolved' }])).toContain('*Load: There is data again*');
    expect(render(SLACK_TEXT, [korean(alert)])).toContain('*Load: 지금 데이터가 없습니다*');
  });

  it('names each policy where several share a message that the database can’t be read', () => {
    const unread = (rulename: string, status: MessageAlert['status'] = 'firing'): MessageAlert => ({
      ...ALERT,
      status,
      labels: { ...ALERT.labels, alertname: 'DatasourceError', rulename },
      annotations: { summary: 'Orders  expected', Error: 'connection refused' },
    });
    const both = [unread('Orders fall'), unread('Payments fall')];
    expect(render(SLACK_TITLE, both)).toContain('[CRITICAL] Several policies');
    expect(render(SLACK_TEXT, both)).toMatch(/\*Orders fall: The numbers[^]*\*Payments fall: The numbers/);
    expect(render(`{{ ${SHORT} }}`, [both[0] ?? ALERT])).toBe("[CRITICAL] Orders fall: the numbers can't be read");
    expect(render(`{{ ${SHORT} }}`, [unread('Orders fall', 'resolved')])).toBe(
      '[RESOLVED] Orders fall: the numbers can be read again'
    );
    expect(render(`{{ ${SHORT} }}`, [korean(unread('주문 감소'))])).toBe('[장애] 주문 감소: 수치를 읽을 수 없습니다');
  });

  it('says to whom it is handed on why it comes to them', () => {
    const alert = { ...ALERT, labels: { ...ALERT.labels, escalation: '15m' } };
    expect(render(SLACK_TEXT, [alert])).toContain(' · Nobody has acknowledged it for 15m\n');
    expect(render(PLAIN_TEXT, [korean(alert)])).toContain(' · 확인 없이 지난 시간 15m\n');
    expect(render(SLACK_TEXT, [{ ...alert, status: 'resolved' }])).not.toContain('Nobody');
  });

  it('says to whom it is handed on since when it is off, which is before their alert', () => {
    const alert = {
      ...ALERT,
      labels: { ...ALERT.labels, escalation: '15m' },
      annotations: { ...ALERT.annotations, waited: waitedText('15m') },
    };
    expect(render(SLACK_TEXT, [alert])).toContain(
      'Since <!date^1772329680^{date_short_pretty} {time}|2026-03-01 01:48 UTC> · Severity: critical'
    );
    expect(render(PLAIN_TEXT, [alert])).toContain('Since 2026-03-01 01:48 UTC ·');
    expect(render(SLACK_TEXT, [{ ...alert, status: 'resolved', endsAt: OVER.endsAt }])).toMatch(
      /From <!date\^1772329680.* to <!date\^1772332380/
    );
    const odd = { ...alert, annotations: { ...alert.annotations, waited: '}} x' } };
    expect(render(PLAIN_TEXT, [odd])).toContain('Since 2026-03-01 02:03 UTC ·');
  });

  it('tells the end where a reminder of it ends a little later, and that end as an end', () => {
    const reminder = { ...ALERT, labels: { ...ALERT.labels, reminder: '2' } };
    expect(render(SLACK_TITLE, [OVER, reminder])).toBe(':white_check_mark: [RESOLVED] Orders &lt;fall&gt;');
    expect(render(SLACK_TEXT, [OVER, reminder])).toMatch(/^\*Orders back to normal\*/);
    expect(render(SLACK_COLOR, [OVER, reminder])).toBe('#36A64F');
    expect(render(SLACK_TITLE, [ALERT, reminder])).toBe(':rotating_light: [CRITICAL] Orders &lt;fall&gt;');
    expect(render(SLACK_TITLE, [reminder])).toContain('[CRITICAL]');
    const over = { ...OVER, labels: reminder.labels };
    expect([render(SLACK_TITLE, [over]), render(SLACK_TEXT, [over]).trim()]).toEqual([
      ':white_check_mark: [RESOLVED] Orders &lt;fall&gt;',
      '',
    ]);
  });

  it('names the team, and its owner unless that is the team', () => {
    const of = (team: string, owner: string) => ({
      ...ALERT,
      labels: { ...ALERT.labels, owner },
      annotations: { ...ALERT.annotations, team },
    });
    expect(render(SLACK_TEXT, [of('Orders & pay', 'Kim')])).toContain(' · Team: Orders &amp; pay · Owner: Kim\n');
    expect(render(PLAIN_TEXT, [korean(of('주문 팀', '주문 팀'))])).toContain(' · 심각도: 긴급 · 팀: 주문 팀\n');
  });

  it('leads to the policy of an escalation, and to no KPI where there is none', () => {
    const handed = { ...ALERT, generatorUrl: 'http://g/sub/alerting/grafana/kw-p-e1/view' };
    expect(render(SLACK_TEXT, [handed])).toContain('<http://g/sub/a/kpiwatch-businesskpi-app/policies/kw-p|Policy>');
    const { kpi: _kpi, ...labels } = ALERT.labels;
    expect(render(SLACK_TEXT, [{ ...ALERT, labels }])).not.toContain('|KPI>');
  });

  it('leaves reminders out, which stand beside what they remind of', () => {
    const reminder = { ...ALERT, labels: { ...ALERT.labels, reminder: '2' } };
    expect(render(SLACK_TEXT, [ALERT, reminder])).toBe(render(SLACK_TEXT, [ALERT]));
    expect(render(SLACK_BUTTONS, [ALERT, reminder])).toBe(render(SLACK_BUTTONS, [ALERT]));
  });
});

describe('a message with buttons', () => {
  const message = (alerts: MessageAlert[]) => JSON.parse(render(SLACK_BUTTONS, alerts));

  it('is what chat.postMessage takes: a line, a bar in the colour of its severity, a block and buttons a breach', () => {
    expect(message([ALERT])).toEqual({
      channel: '#orders',
      text: '<!channel> :rotating_light: [CRITICAL] Orders &lt;fall&gt;',
      attachments: [
        {
          color: '#D63232',
          blocks: [
            {
              type: 'section',
              text: {
                type: 'mrkdwn',
                text: expect.stringMatching(
                  /^\*Orders 40% below expected\*\nNow[^]* · <http:\/\/g\/a\/kpiwatch-businesskpi-app\/policies\/kw-p\?orgId=1\|Policy>$/
                ),
              },
            },
            {
              type: 'actions',
              elements: [
                {
                  type: 'button',
                  text: { type: 'plain_text', text: 'Acknowledge' },
                  url: 'http://g/a/kpiwatch-businesskpi-app/ack?matcher=kpi%3Dorders',
                  style: 'primary',
                },
                { type: 'button', text: { type: 'plain_text', text: 'Dashboard' }, url: ALERT.panelUrl },
                {
                  type: 'button',
                  text: { type: 'plain_text', text: 'KPI' },
                  url: 'http://g/a/kpiwatch-businesskpi-app/kpis/shop/orders?orgId=1',
                },
                { type: 'button', text: { type: 'plain_text', text: 'Runbook' }, url: 'https://wiki/orders' },
                { type: 'button', text: { type: 'plain_text', text: 'Silence' }, url: ALERT.silenceUrl },
              ],
            },
          ],
        },
      ],
    });
  });

  it('has no button where there is nothing to open, and no block of none', () => {
    const { panelUrl: _panel, silenceUrl: _silence, generatorUrl: _rule, ...bare } = ALERT;
    const { runbook_url: _runbook, ...annotations } = ALERT.annotations;
    const types = (alert: MessageAlert) =>
      message([alert]).attachments[0].blocks.map(({ type }: { type: string }) => type);
    expect(types({ ...bare, annotations })).toEqual(['section']);
    expect(types({ ...bare, annotations, status: 'resolved', silenceUrl: 'http://g/alerting/silence/new' })).toEqual([
      'section',
    ]);
  });

  it('stays below the blocks that Slack takes, and says how many there are', () => {
    const { blocks } = message(Array.from({ length: 30 }, () => ALERT)).attachments[0];
    expect(blocks).toHaveLength(31);
    expect(blocks.at(-1).text.text).toBe('More than can be shown here; all of them: 30');
  });
});

describe('in Korean', () => {
  it('is what a policy of that language says', () => {
    expect(render(SLACK_TITLE, [korean(ALERT)])).toBe(':rotating_light: [긴급] Orders &lt;fall&gt;');
    expect(render(SLACK_TEXT, [korean(OVER)])).toContain('*Orders 정상으로 돌아왔습니다*');
    expect(render(PLAIN_TEXT, [korean(ALERT)])).toContain('담당: Order & pay');
    const of = (severity: string) => ({ ...ALERT, labels: { ...ALERT.labels, severity } });
    expect(['warning', 'info', 'huge'].map((name) => render(SLACK_TITLE, [korean(of(name))]).split(' ')[1])).toEqual([
      '[경고]',
      '[알림]',
      '[huge]',
    ]);
    expect(render(SLACK_TITLE, [korean(of('info')), korean(of('warning'))])).toContain('[알림]');
    expect(render(SLACK_TEXT, [korean(of('warning'))])).toContain('· 심각도: 경고 ·');
    expect(JSON.parse(render(SLACK_BUTTONS, [korean(ALERT)])).attachments[0].blocks[1].elements[0].text.text).toBe(
      '확인'
    );
  });
});

it('has its links in plain text as well, and what is over has none', () => {
  const text = render(PLAIN_TEXT, [ALERT, OVER]);
  expect(text.split('\n').filter((line) => line.includes('http'))).toEqual([
    'Acknowledge: http://g/a/kpiwatch-businesskpi-app/ack?matcher=kpi%3Dorders',
    `Panel: ${ALERT.panelUrl}`,
    'KPI: http://g/a/kpiwatch-businesskpi-app/kpis/shop/orders?orgId=1',
    'Runbook: https://wiki/orders',
    'Policy: http://g/a/kpiwatch-businesskpi-app/policies/kw-p?orgId=1',
  ]);
});

it('is a line for phones', () => {
  expect(render(`{{ ${SHORT} }}`, [ALERT, ALERT])).toBe('[CRITICAL] Orders 40% below expected');
});

it('is in Grafana’s own words where somebody deleted the group', () => {
  const gone = (template: string) => render(template, [ALERT], '');
  expect(gone(SLACK_TITLE)).toBe('[FIRING] Orders <fall>');
  expect(gone(SLACK_TEXT)).toContain('Orders 40% below expected\nNow 60');
  expect(gone(SLACK_COLOR)).toBe('#D63232');
  expect(gone(PLAIN_TEXT)).toContain('Orders 40% below expected');
  expect(gone(`{{ ${SHORT} }}`)).toBe('[FIRING] Orders <fall>');
  expect(JSON.parse(gone(SLACK_BUTTONS))).toEqual({ channel: '#orders', text: '[FIRING] Orders <fall>' });
});

describe('the group', () => {
  const texts: Texts = {
    ...OUR_TEXTS,
    en: { ...OUR_TEXTS.en, title: 'Look: {{ if .Alerts }}{{ .CommonLabels.alertname }}{{ end }}' },
    mention: { critical: 'here', warning: 'channel', info: 'none' },
  };

  it('gives back the texts that it was written with', () => {
    expect(textsIn(OUR_TEMPLATE_GROUP)).toEqual(OUR_TEXTS);
    expect(textsIn(templateGroup(texts))).toEqual(texts);
  });

  it('says what was written', () => {
    expect(render(SLACK_TITLE, [ALERT], templateGroup(texts))).toBe(':rotating_light: Look: Orders &lt;fall&gt;');
    expect(render(SLACK_TEXT, [ALERT], templateGroup(texts))).toMatch(/^<!here> /);
  });

  it('knows when somebody wrote it so that its texts can’t be told', () => {
    expect(textsIn('{{ define "kpiwatch.en.title" }}mine{{ end }}')).toBeUndefined();
  });

  it('has our texts of today where an earlier release wrote others and nobody changed them', () => {
    const title = `{{ if eq .Status "firing" }}[{{ .CommonLabels.severity | toUpper }}]{{ else }}[RESOLVED]{{ end }} {{ with .CommonLabels.rulename }}{{ . }}{{ else }}{{ if eq .CommonLabels.alertname "DatasourceError" "DatasourceNoData" }}Several policies{{ else }}{{ .CommonLabels.alertname }}{{ end }}{{ end }}`;
    const stored = templateGroup({
      ...OUR_TEXTS,
      en: { ...OUR_TEXTS.en, title },
      ko: { ...OUR_TEXTS.ko, text: '내 글' },
    });
    expect(textsIn(stored)?.en.title).toBe(title);
    expect(textsToday(stored)).toEqual({ ...OUR_TEXTS, ko: { ...OUR_TEXTS.ko, text: '내 글' } });
    expect(ownTextsIn(stored)).toEqual([{ language: 'ko', part: 'text' }]);
    expect(ownTextsIn(OUR_TEMPLATE_GROUP)).toEqual([]);
  });

  it('is told apart from what another release or a person wrote, and written again with its texts', () => {
    const ours = templateGroup(texts);
    const other = ours.replace('Acknowledge', 'Ack');
    const foreign = '{{ define "kpiwatch.en.title" }}mine{{ end }}';
    expect([undefined, ours, other, foreign].map(groupStanding)).toEqual(['missing', 'fine', 'other', 'foreign']);
    expect([undefined, ours, other, foreign].map(groupAgain)).toEqual([
      OUR_TEMPLATE_GROUP,
      ours,
      ours,
      OUR_TEMPLATE_GROUP,
    ]);
  });
});
