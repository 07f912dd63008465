import { failure } from './answers';
import { GROUP } from './named-resources';

/** What Grafana says is needed to write or delete a receiver. */
export const changeRights = (verb: string) =>
  'all(any(alert.notifications:read alert.notifications.receivers:read any of ' +
  `alert.notifications.receivers.secrets:read) any(alert.notifications:write alert.notifications.receivers:${verb}))`;

export function forbidden(verb: string, permissions: string, name?: string): Response {
  const what = name === undefined ? `receivers.${GROUP}` : `receivers.${GROUP} "${name}"`;
  return failure(
    403,
    `${what} is forbidden: User "viewer" cannot ${verb} resource "receivers" in API group "${GROUP}" in the namespace "default": required permissions: ${permissions}`,
    { reason: 'Forbidden', details: { name, group: GROUP, kind: 'receivers' } }
  );
}

export function notFound(): Response {
  return failure(404, 'Receiver not found', {
    reason: 'NotFound',
    details: { uid: 'alerting.notifications.receivers.notFound' },
  });
}

export function invalid(reason: string): Response {
  return failure(400, `Invalid receiver: '${reason}'`, {
    reason: 'BadRequest',
    details: {
      uid: 'alerting.notifications.receivers.invalid',
      causes: [{ message: JSON.stringify(reason), field: 'Reason' }],
    },
  });
}
