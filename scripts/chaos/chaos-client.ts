import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export interface ChaosAnswer {
  status: number;
  body: unknown;
}

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  /** Who calls. */
  token: string;
}

export type ChaosClient = ReturnType<typeof chaosClient>;

/**
 * A client as the API asks for: one Idempotency-Key a deed, sent again to whichever server answers until one does.
 * Undefined where nobody ever said what became of it.
 */
export function chaosClient(roots: readonly string[], random: () => number) {
  async function once({ method, path, body, token }: Call, key: string): Promise<ChaosAnswer | undefined> {
    const root = roots[Math.floor(random() * roots.length)] ?? '';
    const isForm = body instanceof FormData;
    try {
      const answer = await fetch(`${root}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(method === 'POST' && { 'idempotency-key': key }),
          ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.timeout(8000),
        ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (answer.status >= 500 || answer.status === 429) return undefined;
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    } catch {
      return undefined;
    }
  }

  return {
    async call(call: Call, patienceMs = 60_000): Promise<ChaosAnswer | undefined> {
      const key = randomUUID();
      const end = performance.now() + patienceMs;
      for (;;) {
        const answer = await once(call, key);
        if (answer || performance.now() > end) return answer;
        await pause(100 + random() * 300);
      }
    },

    /** Where failure has no place: setting up, looking at the end. */
    async must(call: Call): Promise<Record<string, unknown>> {
      const answer = await this.call(call);
      if (!answer || answer.status >= 300) {
        throw new Error(`${call.method} ${call.path}: ${answer?.status} ${JSON.stringify(answer?.body)}`);
      }
      return (answer.body ?? {}) as Record<string, unknown>;
    },
  };
}
