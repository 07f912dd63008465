import { css } from '@emotion/css';
import { AppEvents, BusEventWithPayload, type GrafanaTheme2 } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Alert, ErrorBoundaryAlert, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';

import { CHOICES, cookieNameOf, type Choice } from '../choices';
import type { PreviewBoot } from './boot';

interface Props {
  boot: PreviewBoot;
  links: Array<{ path: string; text: string }>;
  children: ReactNode;
}

/** Around each page: what this is and what it is not, where to go, and switches. */
export function Frame({ boot, links, children }: Props) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  return (
    <div className={styles.frame}>
      <aside className={styles.banner} aria-label="What this is">
        <strong>KPI Watch preview</strong>, for seeing and testing. This is not a Grafana: it shows the plugin with the
        packages of Grafana {boot.grafana}, keeps policies in memory until it ends, and evaluates them by code of its
        own.
      </aside>
      <header className={styles.header}>
        <nav className={styles.row} aria-label="Preview">
          {links.map(({ path, text }) => (
            <Link key={path} to={path} aria-current={pathname.startsWith(path) ? 'page' : undefined}>
              {text}
            </Link>
          ))}
        </nav>
        <div className={styles.row} role="group" aria-label="Preview settings">
          <Switch choice="role" label="Role" value={boot.role} />
          <Switch choice="theme" label="Theme" value={boot.theme} />
          <Switch choice="language" label="Language" value={boot.language} />
        </div>
      </header>
      <Toasts />
      <main className={styles.main}>
        <ErrorBoundaryAlert key={pathname} title="The preview can't show this page">
          {children}
        </ErrorBoundaryAlert>
      </main>
    </div>
  );
}

/** The page is loaded anew: role, theme and language are part of what Grafana is started with. */
function Switch({ choice, label, value }: { choice: keyof Choice; label: string; value: string }) {
  const styles = useStyles2(getStyles);
  const choose = (chosen: string) => {
    document.cookie = `${cookieNameOf(choice)}=${chosen}; Path=/; SameSite=Strict`;
    window.location.reload();
  };
  return (
    <label className={styles.switch}>
      {label}
      <select className={styles.select} value={value} onChange={({ target }) => choose(target.value)}>
        {CHOICES[choice].map((other) => (
          <option key={other}>{other}</option>
        ))}
      </select>
    </label>
  );
}

class Success extends BusEventWithPayload<unknown[]> {
  static type = AppEvents.alertSuccess.name;
}
class Failure extends BusEventWithPayload<unknown[]> {
  static type = AppEvents.alertError.name;
}

const TOAST_TIME = 5_000;

function Toasts() {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<Array<{ id: number; severity: 'success' | 'error'; text: string }>>([]);
  useEffect(() => {
    let count = 0;
    const show =
      (severity: 'success' | 'error') =>
      ({ payload }: BusEventWithPayload<unknown[]>) => {
        const id = (count += 1);
        const text = payload.join(' ');
        setToasts((now) => [...now, { id, severity, text }]);
        setTimeout(() => setToasts((now) => now.filter((toast) => toast.id !== id)), TOAST_TIME);
      };
    const events = getAppEvents();
    const subscriptions = [events.subscribe(Success, show('success')), events.subscribe(Failure, show('error'))];
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, []);
  return (
    <div className={styles.toasts} aria-live="polite">
      {toasts.map(({ id, severity, text }) => (
        <Alert key={id} severity={severity} title={text} elevated />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
    background: theme.colors.background.canvas,
  }),
  banner: css({
    padding: theme.spacing(0.5, 2),
    background: theme.colors.warning.transparent,
    borderBottom: `1px solid ${theme.colors.warning.border}`,
  }),
  header: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    padding: theme.spacing(1, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    'a[aria-current]': { color: theme.colors.text.maxContrast, fontWeight: theme.typography.fontWeightMedium },
  }),
  row: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(2), a: { color: theme.colors.text.link } }),
  switch: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  // A plain one: it is the same by keyboard, with a screen reader and for a script.
  select: css({
    width: 'auto',
    height: theme.spacing(theme.components.height.sm),
    padding: theme.spacing(0, 0.5),
    font: 'inherit',
    color: theme.colors.text.primary,
    background: theme.components.input.background,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
  }),
  main: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 }),
  toasts: css({
    position: 'fixed',
    top: theme.spacing(6),
    right: theme.spacing(2),
    zIndex: theme.zIndex.portal,
    width: theme.spacing(50),
  }),
});
