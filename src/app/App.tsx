import { t } from '@grafana/i18n';
import { ErrorBoundaryAlert } from '@grafana/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import React, { useState } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';

import { AcknowledgePage } from './acknowledge/AcknowledgePage';
import { EditorPage } from './editor/EditorPage';
import { NewPolicyPage } from './editor/NewPolicyPage';
import { ImportPage } from './import/ImportPage';
import { CataloguePage } from './kpis/CataloguePage';
import { KpiPage } from './kpis/KpiPage';
import { MessagesPage } from './messages/MessagesPage';
import { PoliciesPage } from './policies/PoliciesPage';
import { PresetsPage } from './presets/PresetsPage';
import { createQueryClient } from './queryClient';
import { NewTeamPage, TeamPage } from './teams/TeamPage';
import { TeamsPage } from './teams/TeamsPage';

export default function App() {
  const [client] = useState(createQueryClient);
  return (
    <ErrorBoundaryAlert title={t('app.crashed', 'This page stopped working')} style="page">
      <QueryClientProvider client={client}>
        <Routes>
          <Route path="ack" element={<AcknowledgePage />} />
          <Route path="kpis" element={<CataloguePage />} />
          <Route path="kpis/:uid/:id" element={<KpiPage />} />
          <Route path="policies" element={<PoliciesPage />} />
          <Route path="policies/new" element={<NewPolicyPage />} />
          <Route path="policies/import" element={<ImportPage />} />
          <Route path="policies/messages" element={<MessagesPage />} />
          <Route path="policies/presets" element={<PresetsPage />} />
          <Route path="policies/:id" element={<EditorPage />} />
          <Route path="teams" element={<TeamsPage />} />
          <Route path="teams/new" element={<NewTeamPage />} />
          <Route path="teams/:id" element={<TeamPage />} />
          <Route path="*" element={<Navigate to="policies" replace />} />
        </Routes>
      </QueryClientProvider>
    </ErrorBoundaryAlert>
  );
}
