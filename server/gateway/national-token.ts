import type { Clock } from '../platform/clock.ts';
import type { Later } from './gateway-port.ts';
import type { HttpClient, HttpResult } from './http-client.ts';

export interface TokenSettings {
  http: HttpClient;
  clock: Clock;
  clientId: string;
  clientSecret: string;
}

export type TokenSource = ReturnType<typeof nationalToken>;

/**
 * The access token of the national gateway: kept until shortly before it ends by our own clock, and asked for
 * once however many deliveries wait for it.
 */
export function nationalToken({ http, clock, clientId, clientSecret }: TokenSettings) {
  let kept: { token: string; usableUntil: number } | undefined;
  let asking: Promise<string | Later> | undefined;

  async function ask(): Promise<string | Later> {
    const asked = clock.now().getTime();
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const result = await http.send({ method: 'POST', path: '/sso/token', form });
    const answer = tokenIn(result);
    if ('outcome' in answer) return answer;
    kept = { token: answer.token, usableUntil: asked + answer.seconds * 1000 * 0.9 };
    return answer.token;
  }

  return {
    async current(): Promise<string | Later> {
      if (kept && clock.now().getTime() < kept.usableUntil) return kept.token;
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },

    /** The gateway refused this token: the next call asks for a new one, unless another call already did. */
    forget(token: string): void {
      if (kept?.token === token) kept = undefined;
    },
  };
}

function tokenIn(result: HttpResult): { token: string; seconds: number } | Later {
  if (!('status' in result)) return { outcome: 'later', reason: result.reason };
  const { status, retryAfter } = result;
  const body = result.result === 'answer' ? result.body : undefined;
  if (status === 200 && isTokenAnswer(body)) return { token: body.access_token, seconds: body.expires_in };
  return { outcome: 'later', reason: reasonOf(result), ...(retryAfter !== undefined && { retryAfter }) };
}

function reasonOf(result: Extract<HttpResult, { status: number }>): Later['reason'] {
  const { status } = result;
  if (status === 400 || status === 401 || status === 403) return 'sign-in-refused';
  if (status === 429 || status === 503) return 'busy';
  return result.result === 'unreadable' ? result.reason : 'server-error';
}

function isTokenAnswer(body: unknown): body is { access_token: string; expires_in: number } {
  if (typeof body !== 'object' || body === null) return false;
  const { access_token: token, expires_in: seconds } = body as Record<string, unknown>;
  return typeof token === 'string' && token !== '' && typeof seconds === 'number' && seconds > 0;
}
