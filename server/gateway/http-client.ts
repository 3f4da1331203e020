import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { text as textOf } from 'node:stream/consumers';
import type { Trouble } from '../domain/gateway-trouble.ts';
import { gatewayAddress } from './gateway-address.ts';
import type { AddressSettings } from './gateway-address.ts';

/**
 * Calls to the one configured host under one time limit each, without redirects, with a cap on the answer. Whether
 * a failed request can have reached the other side is the one thing the caller needs to know, so the result says it.
 */
export type HttpResult =
  | { result: 'answer'; status: number; retryAfter: number | undefined; body: unknown; headers: Headers }
  /** Answered, but not with JSON we can use; the deed may have been done. */
  | { result: 'unreadable'; status: number; retryAfter: number | undefined; reason: Trouble }
  | { result: 'not-sent'; reason: Trouble }
  | { result: 'no-answer'; reason: Trouble };

type Headers = IncomingMessage['headers'];

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** Below the configured root; it cannot lead to another host. */
  path: string;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
}

export interface HttpSettings extends AddressSettings {
  timeoutMs?: number;
  maxAnswerBytes?: number;
}

export type HttpClient = ReturnType<typeof httpClient>;

export function httpClient({ timeoutMs = 15_000, maxAnswerBytes = 1_000_000, ...place }: HttpSettings) {
  const base = place.baseUrl.replace(/\/+$/, '');
  const address = gatewayAddress(place);
  const { request, Agent } = base.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 64, lookup: address.lookup });

  return {
    async send(wanted: HttpRequest): Promise<HttpResult> {
      if (address.isForbidden) return { result: 'not-sent', reason: 'forbidden-address' };
      // Not AbortSignal.timeout(): it would keep each request in memory until its time is over, answered or not.
      const limit = new AbortController();
      const timer = setTimeout(() => {
        limit.abort();
      }, timeoutMs);
      const progress = { isConnected: false };
      try {
        return await read(await answerTo(wanted, limit.signal, progress), maxAnswerBytes);
      } catch (error) {
        return failure(error, limit.signal.aborted, progress.isConnected);
      } finally {
        clearTimeout(timer);
      }
    },
  };

  function answerTo(wanted: HttpRequest, signal: AbortSignal, progress: Progress): Promise<IncomingMessage> {
    const { headers, body } = contentOf(wanted);
    return new Promise((resolve, reject) => {
      const call = request(`${base}${wanted.path}`, { method: wanted.method, headers, agent, signal });
      call.on('error', reject);
      call.once('response', resolve);
      call.once('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => (progress.isConnected = true));
        else progress.isConnected = true;
      });
      call.end(body);
    });
  }
}

interface Progress {
  isConnected: boolean;
}

function contentOf({ headers = {}, json, form }: HttpRequest): {
  headers: Record<string, string>;
  body?: Buffer;
} {
  const accept = { accept: 'application/json', ...headers };
  if (!form && json === undefined) return { headers: accept };
  const body = Buffer.from(form ? new URLSearchParams(form).toString() : JSON.stringify(json));
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  return { headers: { 'content-type': type, 'content-length': String(body.byteLength), ...accept }, body };
}

async function read(response: IncomingMessage, limit: number): Promise<HttpResult> {
  const { statusCode: status = 0, headers } = response;
  const retryAfter = secondsOf(headers['retry-after']);
  const unreadable = (reason: Trouble): HttpResult => {
    response.destroy();
    return { result: 'unreadable', status, retryAfter, reason };
  };
  if (status >= 300 && status < 400) return unreadable('redirected');
  // Nothing to read is no page in place of an answer.
  if (status === 202 || status === 204) headers['content-type'] ??= 'application/json';
  if (!isJson(headers['content-type'])) return unreadable('not-json');
  const content = await textUpTo(limit, response);
  if (content === undefined) return unreadable('answer-too-large');
  try {
    const body: unknown = content === '' && status < 300 ? {} : JSON.parse(content);
    return { result: 'answer', status, retryAfter, body, headers };
  } catch {
    return unreadable('not-json');
  }
}

function isJson(type: string | undefined): boolean {
  return /^application\/([a-z.+-]+\+)?json\b/i.test(type ?? '');
}

/** The whole text, or undefined as soon as it passes the limit; the rest is never read. */
async function textUpTo(limit: number, response: IncomingMessage): Promise<string | undefined> {
  if (Number(response.headers['content-length'] ?? 0) > limit) return undefined;
  let size = 0;
  const isWhole = () => size <= limit;
  const counted = async function* () {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (!isWhole()) return;
      yield chunk;
    }
  };
  const content = await textOf(counted());
  return isWhole() ? content : undefined;
}

/** Retry-After in seconds. Its date form is ignored: it would measure the other side's clock. */
function secondsOf(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header.trim()) ? Number(header) : undefined;
}

function failure(error: unknown, isOverdue: boolean, isConnected: boolean): HttpResult {
  if (isOverdue) return { result: isConnected ? 'no-answer' : 'not-sent', reason: 'time-out' };
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') throw error;
  if (code === 'ERR_FORBIDDEN_ADDRESS') return { result: 'not-sent', reason: 'forbidden-address' };
  if (!isConnected) return { result: 'not-sent', reason: 'unreachable' };
  return { result: 'no-answer', reason: 'connection-lost' };
}
