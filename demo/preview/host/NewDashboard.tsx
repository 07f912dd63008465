import { locationService } from '@grafana/runtime';
import { Button, Modal } from '@grafana/ui';
import React, { useState } from 'react';

import type { DashboardPanel } from './dashboard';
import { Missing } from './Missing';
import { PanelView } from './PanelView';
import type { PreviewPlugins } from './plugins';

interface FormProps {
  buildPanel?: () => Omit<DashboardPanel, 'id'>;
  onClose?: () => void;
}

let added: Omit<DashboardPanel, 'id'> | undefined;

/** In the place of Grafana's form by which apps add a panel to a dashboard: here, to a new one that nobody can save. */
export function AddToDashboardForm({ buildPanel, onClose }: FormProps) {
  const open = () => {
    added = buildPanel?.();
    onClose?.();
    locationService.push('/dashboard/new');
  };
  return (
    <Modal.ButtonRow>
      <Button variant="secondary" fill="outline" onClick={onClose}>
        Cancel
      </Button>
      <Button onClick={open}>Open dashboard</Button>
    </Modal.ButtonRow>
  );
}

/** The panel that was added last. */
export function NewDashboardPage({ plugins }: { plugins: PreviewPlugins }) {
  const [panel] = useState(added);
  if (!panel) {
    return <Missing title="Only Grafana makes dashboards" />;
  }
  return (
    <div style={{ padding: 16 }}>
      <h1>New dashboard</h1>
      <div style={{ height: panel.gridPos.h * 38, width: `${(panel.gridPos.w / 24) * 100}%`, minWidth: 320 }}>
        <PanelView panel={{ ...panel, id: 1 }} plugins={plugins} range={RANGE} refresh="" />
      </div>
    </div>
  );
}

const RANGE = { from: 'now-3h', to: 'now' };
