import type { Later, Refused, Unknown } from './gateway-port.ts';
import type { HttpClient, HttpResult } from './http-client.ts';
import type { TokenSource } from './access-token.ts';
import type { Wire } from './national-wire.ts';

/** One call to the national gateway and what became of it. `done` carries the data of the answer. */
export type CallOutcome = { outcome: 'done'; data: Wire } | Refused | Later | Unknown;

export interface NationalCall {
  method: 'GET' | 'POST' | 'PUT';
  /** Below `/tochuc/v5/`. */
  path: string;
  body?: Wire;
  /** Every call that changes something there has one. */
  key?: string;
}

export type CallNational = (call: NationalCall) => Promise<CallOutcome>;

/** Signs every call, renews the token once where it was refused, and reads the envelope of the answer. */
export function nationalCalls({ http, token }: { http: HttpClient; token: TokenSource }): CallNational {
  async function once(call: NationalCall, bearer: string): Promise<HttpResult> {
    const headers = { authorization: `Bearer ${bearer}`, ...(call.key && { 'idempotency-key': call.key }) };
    const path = `/tochuc/v5/${call.path}`;
    return http.send({ method: call.method, path, headers, ...(call.body && { json: call.body }) });
  }

  return async (call) => {
    const bearer = await token.current();
    if (typeof bearer !== 'string') return bearer;
    const first = await once(call, bearer);
    if (!isRefusedToken(first)) return outcomeOf(first, call.method !== 'GET');
    token.forget(bearer);
    const renewed = await token.current();
    if (typeof renewed !== 'string') return renewed;
    const second = await once(call, renewed);
    if (isRefusedToken(second)) return { outcome: 'later', reason: 'sign-in-refused' };
    return outcomeOf(second, call.method !== 'GET');
  };
}

function isRefusedToken(result: HttpResult): boolean {
  return 'status' in result && result.status === 401;
}

function outcomeOf(result: HttpResult, changes: boolean): CallOutcome {
  if (result.result === 'not-sent') return { outcome: 'later', reason: result.reason };
  if (result.result === 'no-answer') return { outcome: changes ? 'unknown' : 'later', reason: result.reason };
  const wait = result.retryAfter === undefined ? {} : { retryAfter: result.retryAfter };
  if (isBusy(result.status)) return { outcome: 'later', reason: 'busy', ...wait };
  if (result.status >= 500)
    return { outcome: changes ? 'unknown' : 'later', reason: 'server-error', ...wait };
  if (result.result === 'unreadable') {
    if (result.reason === 'redirected') return { outcome: 'later', reason: 'redirected' };
    return { outcome: changes ? 'unknown' : 'later', reason: result.reason };
  }
  return envelope(result.status, result.body, changes);
}

/** The statuses by which a server says that it did nothing and may do it later. */
function isBusy(status: number): boolean {
  return [408, 409, 425, 429, 503].includes(status);
}

/** `{ maLoi, thongBao, truong, duLieu }`: a business error comes with status 200 and a code. */
function envelope(status: number, body: unknown, changes: boolean): CallOutcome {
  const { maLoi, thongBao, truong, duLieu } = isWire(body) ? body : {};
  if (typeof maLoi === 'string' || status >= 400) {
    return {
      outcome: 'refused',
      code: typeof maLoi === 'string' ? maLoi : `HTTP ${status}`,
      words: typeof thongBao === 'string' ? thongBao.slice(0, 2000) : '',
      ...(typeof truong === 'string' && { field: truong }),
    };
  }
  if (isWire(duLieu)) return { outcome: 'done', data: duLieu };
  return { outcome: changes ? 'unknown' : 'later', reason: 'unexpected-answer' };
}

function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
