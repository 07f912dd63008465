import { z } from 'zod';

const PATIENCE = 15_000;

/** Posts JSON. Resolves to what was answered, or to why nothing was, as Grafana words it. */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string> = {}
): Promise<{ status: number; body: string } | { problem: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return { problem: `failed to send request: Post "${url}": ${causeOf(error)}` };
  }
}

function causeOf(error: unknown): string {
  const { cause } = z.object({ cause: z.instanceof(Error) }).safeParse(error).data ?? {};
  return (cause ?? error) instanceof Error ? String(cause ?? error) : 'it failed';
}
