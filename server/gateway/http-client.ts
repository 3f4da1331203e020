import type { Trouble } from './gateway-port.ts';

/**
 * Calls to a gateway under one time limit each, without redirects, with a cap on the answer. Whether a failed
 * request can have reached the other side is the one thing the caller needs to know, so the result says it.
 */
export type HttpResult =
  | { result: 'answer'; status: number; retryAfter: number | undefined; body: unknown }
  /** Answered, but not with JSON we can use; the deed may have been done. */
  | { result: 'unreadable'; status: number; retryAfter: number | undefined; reason: Trouble }
  | { result: 'not-sent'; reason: Trouble }
  | { result: 'no-answer'; reason: Trouble };

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
}

export interface HttpSettings {
  baseUrl: string;
  timeoutMs?: number;
  maxAnswerBytes?: number;
}

export type HttpClient = ReturnType<typeof httpClient>;

export function httpClient({ baseUrl, timeoutMs = 15_000, maxAnswerBytes = 1_000_000 }: HttpSettings) {
  const base = baseUrl.replace(/\/+$/, '');

  return {
    async send(request: HttpRequest): Promise<HttpResult> {
      try {
        const response = await fetch(`${base}${request.path}`, {
          method: request.method,
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutMs),
          ...contentOf(request),
        });
        return await read(response, maxAnswerBytes);
      } catch (error) {
        return failure(error);
      }
    },
  };
}

function contentOf({ headers = {}, json, form }: HttpRequest): {
  headers: Record<string, string>;
  body?: string;
} {
  const accept = { accept: 'application/json', ...headers };
  if (form) {
    const type = 'application/x-www-form-urlencoded';
    return { headers: { ...accept, 'content-type': type }, body: new URLSearchParams(form).toString() };
  }
  if (json === undefined) return { headers: accept };
  return { headers: { ...accept, 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

async function read(response: Response, limit: number): Promise<HttpResult> {
  const { status } = response;
  const retryAfter = secondsOf(response.headers.get('retry-after'));
  const unreadable = async (reason: Trouble): Promise<HttpResult> => {
    await response.body?.cancel();
    return { result: 'unreadable', status, retryAfter, reason };
  };
  if (status >= 300 && status < 400) return unreadable('redirected');
  if (!/^application\/([a-z.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')) {
    return unreadable('not-json');
  }
  const text = await textUpTo(limit, response);
  if (text === undefined) return { result: 'unreadable', status, retryAfter, reason: 'answer-too-large' };
  try {
    return { result: 'answer', status, retryAfter, body: JSON.parse(text) as unknown };
  } catch {
    return { result: 'unreadable', status, retryAfter, reason: 'not-json' };
  }
}

/** The whole text, or undefined as soon as it passes the limit; the rest is never read. */
async function textUpTo(limit: number, { body }: Response): Promise<string | undefined> {
  if (!body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Retry-After in seconds. Its date form is ignored: it would measure the other side's clock. */
function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) : undefined;
}

const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What fetch throws, by its shape: it comes from the runtime, whose Error need not be ours. */
function failure(error: unknown): HttpResult {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return { result: 'no-answer', reason: 'time-out' };
  if (typeof cause !== 'object') throw error;
  if (typeof cause.code === 'string' && neverLeft.has(cause.code)) {
    return { result: 'not-sent', reason: 'unreachable' };
  }
  return { result: 'no-answer', reason: 'connection-lost' };
}
