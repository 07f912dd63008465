import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, Badge, LinkButton, LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useParams } from 'react-router-dom';

import { Missing } from './Missing';
import { useLoaded } from './useLoaded';

interface Instance {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  state: string;
  activeAt: string;
}

interface Rule {
  uid: string;
  name: string;
  state: string;
  health: string;
  lastError?: string;
  lastEvaluation: string;
  isPaused: boolean;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  alerts: Instance[];
}

/** What a message's link to its rule leads to: how it stands, since when, and why. */
export function RulePage() {
  const { uid = '' } = useParams();
  const styles = useStyles2(getStyles);
  const rules = useLoaded(readRules);
  if (!rules) {
    return <LoadingPlaceholder text="" />;
  }
  const rule = rules.find((one) => one.uid === uid);
  if (!rule) {
    return <Missing title="Rule not found" />;
  }
  return (
    <div className={styles.page}>
      <Stack alignItems="center" wrap="wrap">
        <h1>{rule.name}</h1>
        <State state={rule.isPaused ? 'paused' : rule.state} />
      </Stack>
      {rule.lastError !== undefined && (
        <Alert severity="error" title="The last evaluation failed">
          {rule.lastError}
        </Alert>
      )}
      <p>{isNever(rule.lastEvaluation) ? 'Not evaluated yet' : `Evaluated at ${shown(rule.lastEvaluation)}`}</p>
      <Texts heading="h2" title="Labels" texts={rule.labels} />
      <Texts heading="h2" title="Annotations" texts={rule.annotations} />
      <h2>Instances</h2>
      {rule.alerts.map((alert) => (
        <InstanceView key={JSON.stringify(alert.labels)} uid={uid} alert={alert} />
      ))}
    </div>
  );
}

function InstanceView({ uid, alert: { state, activeAt, labels, annotations } }: { uid: string; alert: Instance }) {
  const styles = useStyles2(getStyles);
  const matchers = Object.entries({ __alert_rule_uid__: uid, ...labels }).map(([name, value]) => `${name}=${value}`);
  const query = new URLSearchParams([['alertmanager', 'grafana'], ...matchers.map((text) => ['matcher', text])]);
  return (
    <article className={styles.instance}>
      <Stack alignItems="center" justifyContent="space-between" wrap="wrap">
        <Stack alignItems="center">
          <State state={state} />
          since {shown(activeAt)}
        </Stack>
        <LinkButton variant="secondary" size="sm" icon="bell-slash" href={`/alerting/silence/new?${query}`}>
          Silence
        </LinkButton>
      </Stack>
      <Texts heading="h3" title="Labels" texts={labels} />
      <Texts heading="h3" title="Annotations" texts={annotations} />
    </article>
  );
}

interface TextsProps {
  heading: 'h2' | 'h3';
  title: string;
  texts: Record<string, string>;
}

/** Names and texts; those that Grafana keeps to itself are left out. */
function Texts({ heading: Heading, title, texts }: TextsProps) {
  const styles = useStyles2(getStyles);
  const shownTexts = Object.entries(texts).filter(([name]) => !/^__.*__$/.test(name));
  return (
    <section>
      <Heading>{title}</Heading>
      <dl className={styles.texts}>
        {shownTexts.map(([name, text]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </React.Fragment>
        ))}
      </dl>
    </section>
  );
}

const COLORS: Record<string, 'red' | 'orange' | 'green'> = {
  firing: 'red',
  alerting: 'red',
  pending: 'orange',
  paused: 'orange',
};

function State({ state }: { state: string }) {
  return <Badge color={COLORS[state.toLowerCase()] ?? 'green'} text={state} />;
}

async function readRules(): Promise<Rule[]> {
  const { data } = await getBackendSrv().get<{ data: { groups: Array<{ rules: Rule[] }> } }>(
    '/api/prometheus/grafana/api/v1/rules'
  );
  return data.groups.flatMap(({ rules }) => rules);
}

function isNever(time: string): boolean {
  return time.startsWith('0001-');
}

function shown(time: string): string {
  return dateTimeFormat(time, { timeZone: 'browser' });
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(3) }),
  instance: css({
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  texts: css({
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    columnGap: theme.spacing(2),
    margin: 0,
    dt: { fontWeight: 'normal', color: theme.colors.text.secondary },
    dd: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
  }),
});
