import { t } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { ConfirmModal } from '@grafana/ui';
import React, { useCallback, useEffect, useState } from 'react';
import { useBeforeUnload } from 'react-router-dom';

interface Destination {
  pathname: string;
  search: string;
}

/** Asks before a person leaves what they have not saved: for another page of Grafana, or by closing the tab. */
export function LeaveGuard({ isUnsaved }: { isUnsaved: boolean }) {
  const [destination, setDestination] = useState<Destination>();
  useBeforeUnload(
    useCallback(
      (event) => {
        if (isUnsaved) {
          event.preventDefault();
        }
      },
      [isUnsaved]
    )
  );
  const isGuarding = isUnsaved && destination === undefined;
  useEffect(() => {
    if (!isGuarding) {
      return undefined;
    }
    return locationService.getHistory().block((to: Destination) => {
      if (to.pathname === locationService.getLocation().pathname) {
        return undefined;
      }
      setDestination(to);
      return false;
    });
  }, [isGuarding]);

  return (
    <ConfirmModal
      isOpen={destination !== undefined}
      title={t('editor.leave-title', 'Leave without saving?')}
      body={t('editor.leave-question', 'What you have typed here is lost then.')}
      confirmText={t('editor.leave-confirm', 'Leave')}
      dismissText={t('editor.leave-dismiss', 'Keep editing')}
      onConfirm={() => destination && locationService.push(`${destination.pathname}${destination.search}`)}
      onDismiss={() => setDestination(undefined)}
    />
  );
}
