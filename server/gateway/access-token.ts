import type { Clock } from '../platform/clock.ts';
import type { Later } from './gateway-port.ts';
import type { HttpClient, HttpResult } from './http-client.ts';

export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

export type TokenSource = ReturnType<typeof accessToken>;

/**
 * The access token of a gateway: kept until shortly before it ends by our own clock, and asked for once however many
 * deliveries wait for it.
 */
export function accessToken({ ask, clock }: { ask: () => Promise<HttpResult>; clock: Clock }) {
  let kept: { token: string; usableUntil: number } | undefined;
  let asking: Promise<string | Later> | undefined;

  async function renew(): Promise<string | Later> {
    const asked = clock.now().getTime();
    const answer = tokenIn(await ask());
    if ('outcome' in answer) return answer;
    kept = { token: answer.token, usableUntil: asked + answer.seconds * 1000 * 0.9 };
    return answer.token;
  }

  return {
    async current(): Promise<string | Later> {
      if (kept && clock.now().getTime() < kept.usableUntil) return kept.token;
      asking ??= renew().finally(() => (asking = undefined));
      return asking;
    },

    /** The gateway refused this token: the next call asks for a new one, unless another call already did. */
    forget(token: string): void {
      if (kept?.token === token) kept = undefined;
    },
  };
}

/** A token given once and for good. */
export function fixedToken(token: string): TokenSource {
  return { current: () => Promise.resolve(token), forget: () => undefined };
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4), the client's own in the form. */
export function byClientCredentials(http: HttpClient, path: string, client: ClientCredentials) {
  const { clientId, clientSecret } = client;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  return () => http.send({ method: 'POST', path, form });
}

/** As another instance of this system signs programs in. */
export function byLogin(http: HttpClient, path: string, { clientId, clientSecret }: ClientCredentials) {
  return () => http.send({ method: 'POST', path, json: { login: clientId, password: clientSecret } });
}

function tokenIn(result: HttpResult): { token: string; seconds: number } | Later {
  if (!('status' in result)) return { outcome: 'later', reason: result.reason };
  const { status, retryAfter } = result;
  const body = result.result === 'answer' ? result.body : undefined;
  const given = status < 300 ? tokenAnswer(body) : undefined;
  if (given) return given;
  return { outcome: 'later', reason: reasonOf(result), ...(retryAfter !== undefined && { retryAfter }) };
}

function reasonOf(result: Extract<HttpResult, { status: number }>): Later['reason'] {
  const { status } = result;
  if (status === 400 || status === 401 || status === 403) return 'sign-in-refused';
  if (status === 429 || status === 503) return 'busy';
  return result.result === 'unreadable' ? result.reason : 'server-error';
}

function tokenAnswer(body: unknown): { token: string; seconds: number } | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const answer = body as Record<string, unknown>;
  const token = answer['access_token'] ?? answer['accessToken'];
  const seconds = answer['expires_in'] ?? answer['expiresIn'];
  if (typeof token !== 'string' || token === '') return undefined;
  return typeof seconds === 'number' && seconds > 0 ? { token, seconds } : undefined;
}
