import { PluginExtensionExposedComponents, rangeUtil, type TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { usePluginComponent } from '@grafana/runtime';
import { Alert, Button, LoadingPlaceholder, Modal } from '@grafana/ui';
import React, { useState } from 'react';

import { readyPanel } from '../../kpi/cases';
import type { ListedKpi } from './listing';

/** Grafana's own form, which it keeps stable: it opens a new dashboard or one that is there with the panel in it, unsaved. */
interface FormProps {
  buildPanel: () => object;
  onClose: () => void;
  timeRange: TimeRange;
  options: { useAbsolutePath: boolean };
}

/** Saving is up to Grafana's dashboard page, which also sees when somebody else has changed the dashboard meanwhile. */
export function AddToDashboard({ listed }: { listed: ListedKpi }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" icon="apps" onClick={() => setIsOpen(true)}>
        {t('kpi.add-to-dashboard', 'Add to dashboard')}
      </Button>
      {isOpen && <AddModal listed={listed} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function AddModal({ listed, onClose }: { listed: ListedKpi; onClose: () => void }) {
  const { source, kpi, watching } = listed;
  const { component: Form, isLoading } = usePluginComponent<FormProps>(
    PluginExtensionExposedComponents.AddToDashboardFormV1
  );
  const [timeRange] = useState(() => rangeUtil.convertRawToRange({ from: 'now-3h', to: 'now' }));
  return (
    <Modal isOpen title={t('kpi.add-title', 'Add {{- name}} to a dashboard', { name: kpi.name })} onDismiss={onClose}>
      {Form ? (
        <Form
          buildPanel={() => readyPanel(kpi, source.uid, watching)}
          onClose={onClose}
          timeRange={timeRange}
          options={{ useAbsolutePath: true }}
        />
      ) : isLoading ? (
        <LoadingPlaceholder text="" />
      ) : (
        <Alert severity="info" title={t('kpi.no-form', 'This Grafana does not let apps add panels')}>
          {t(
            'kpi.no-form-why',
            'In a dashboard, add a visualization, choose this data source and the KPI, and the panel "Sudden drop".'
          )}
        </Alert>
      )}
    </Modal>
  );
}
