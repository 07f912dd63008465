import { setPluginComponentHook } from '@grafana/runtime';
import React, { useEffect } from 'react';

import { POLICY_WATCH, type PolicyWatchProps, type Watches } from '../../kpi/watch';

const NOTHING = { isLoading: false, component: null };
const nothing = () => undefined;

/** From now on there is an app beside the panel, and it says so of the policies. */
export function withApp(watches: Watches | undefined): void {
  const app = { ...NOTHING, component: (props: object) => <App onChange={nothing} {...props} watches={watches} /> };
  setPluginComponentHook((id) => (id === POLICY_WATCH ? app : NOTHING));
}

function App({ onChange, watches }: PolicyWatchProps & { watches: Watches | undefined }) {
  useEffect(() => onChange(watches), [onChange, watches]);
  return null;
}
