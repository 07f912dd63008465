import { HttpResponse } from 'msw';

/** Grafana's refusal of a classic route for want of rights; the id of the error changes from one to the next. */
export function accessDenied(permissions: string): Response {
  return HttpResponse.json(
    {
      accessErrorId: 'ACE0000000000',
      message: `You'll need additional permissions to perform this action. Permissions needed: ${permissions}`,
      title: 'Access denied',
    },
    { status: 403 }
  );
}

export function message(status: number, text: string): Response {
  return HttpResponse.json({ message: text }, { status });
}

/** An answer without a body. */
export function nothing(status: number): Response {
  return new HttpResponse(null, { status });
}

/** An error with an id, as Grafana's newer errors carry one. */
export function knownError(status: number, messageId: string, text: string): Response {
  return HttpResponse.json({ statusCode: status, messageId, message: text }, { status });
}

/** What the routes under /apis answer to what they can't do: Kubernetes' Status. */
export function failure(
  code: number,
  text: string,
  { reason, details }: { reason?: string; details?: Record<string, unknown> } = {}
): Response {
  return HttpResponse.json(
    { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: text, reason, details, code },
    { status: code }
  );
}
