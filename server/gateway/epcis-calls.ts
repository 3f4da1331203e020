import type { EpcisEvent } from '../domain/stage-event.ts';
import type { TokenSource } from './access-token.ts';
import type { Later, Refused, Unknown } from './gateway-port.ts';
import type { HttpClient, HttpRequest, HttpResult } from './http-client.ts';

/** The EPCIS 2.0 interface as the adapter uses it (GS1 EPCIS 2.0 §8.2): query pages, capture, capture jobs. */
export type EpcisCalls = ReturnType<typeof epcisCalls>;

export interface Done<T> {
  outcome: 'done';
  data: T;
}
export type Body = Record<string, unknown>;

const versions = { 'gs1-epcis-version': '2.0', 'gs1-cbv-version': '2.0' };

export function epcisCalls({ http, token }: { http: HttpClient; token: TokenSource | undefined }) {
  /** Signed, and once more with a new token where the repository refused the one it was given. */
  async function send(request: HttpRequest): Promise<HttpResult> {
    if (!token) return once(request, undefined);
    const bearer = await token.current();
    if (typeof bearer !== 'string') return unsigned(bearer);
    const first = await once(request, bearer);
    if (!('status' in first) || first.status !== 401) return first;
    token.forget(bearer);
    const renewed = await token.current();
    if (typeof renewed !== 'string') return unsigned(renewed);
    return renewed === bearer ? first : once(request, renewed);
  }

  function once(request: HttpRequest, bearer: string | undefined): Promise<HttpResult> {
    const signature = bearer !== undefined && { authorization: `Bearer ${bearer}` };
    return http.send({ ...request, headers: { ...versions, ...signature, ...request.headers } });
  }

  return {
    /** One page of events and the token of the next. */
    async events(
      query: Record<string, string>,
    ): Promise<Done<{ events: EpcisEvent[]; next: string | null }> | Later> {
      const path = `/events?${new URLSearchParams(query).toString()}`;
      const result = await send({ method: 'GET', path });
      if (isAbsent(result)) return { outcome: 'done', data: { events: [], next: null } };
      const answer = outcomeOf(result, false);
      if (answer.outcome !== 'done') return asLater(answer);
      const events = eventsIn(answer.data);
      if (!events) return { outcome: 'later', reason: 'unexpected-answer' };
      const link = result.result === 'answer' ? result.headers['link'] : undefined;
      return { outcome: 'done', data: { events, next: nextToken(link) } };
    },

    /** Hands in a document; what became of it is asked at its job. */
    async capture(document: object): Promise<Done<{ job: string | null }> | Refused | Later | Unknown> {
      const result = await send({
        method: 'POST',
        path: '/capture',
        headers: {
          'content-type': 'application/ld+json',
          'gs1-capture-error-behaviour': 'rollback',
        },
        json: document,
      });
      const answer = outcomeOf(result, true);
      if (answer.outcome !== 'done') return answer;
      const location = result.result === 'answer' ? result.headers.location : undefined;
      return { outcome: 'done', data: { job: location?.split('/').at(-1) ?? null } };
    },

    async job(id: string): Promise<Done<Body> | Later> {
      const result = await send({ method: 'GET', path: `/capture/${encodeURIComponent(id)}` });
      const answer = outcomeOf(result, false);
      return answer.outcome === 'done' ? answer : asLater(answer);
    },
  };
}

/** Without a token nothing was sent. */
function unsigned({ reason }: Later): HttpResult {
  return { result: 'not-sent', reason };
}

function isAbsent(result: HttpResult): boolean {
  return 'status' in result && result.status === 404;
}

function outcomeOf(result: HttpResult, isChange: boolean): Done<Body> | Refused | Later | Unknown {
  if (result.result === 'not-sent') return { outcome: 'later', reason: result.reason };
  const unsure = isChange ? 'unknown' : 'later';
  if (result.result === 'no-answer') return { outcome: unsure, reason: result.reason };
  const trouble = troubleOf(result.status, unsure);
  if (trouble)
    return result.retryAfter === undefined ? trouble : { ...trouble, retryAfter: result.retryAfter };
  if (result.result === 'unreadable') {
    return { outcome: result.reason === 'redirected' ? 'later' : unsure, reason: result.reason };
  }
  const body = isBody(result.body) ? result.body : {};
  if (result.status >= 400) return refusalIn(body, `HTTP ${result.status}`);
  return { outcome: 'done', data: body };
}

function troubleOf(status: number, unsure: 'unknown' | 'later'): Later | Unknown | undefined {
  if ([408, 409, 425, 429, 503].includes(status)) return { outcome: 'later', reason: 'busy' };
  if (status === 401 || status === 403) return { outcome: 'later', reason: 'sign-in-refused' };
  return status >= 500 ? { outcome: unsure, reason: 'server-error' } : undefined;
}

/** The words of a problem document (RFC 9457). */
export function refusalIn({ title, detail, type }: Body, code: string): Refused {
  const words = [title, detail].filter((text) => typeof text === 'string' && text !== '').join(': ');
  const name = typeof type === 'string' ? type.split(/[:/]/).at(-1) : undefined;
  return {
    outcome: 'refused',
    code: name === undefined || name === '' ? code : name,
    words: words.slice(0, 2000),
  };
}

function asLater(answer: Refused | Later | Unknown): Later {
  return answer.outcome === 'refused'
    ? { outcome: 'later', reason: 'unexpected-answer' }
    : { ...answer, outcome: 'later' };
}

function eventsIn({ epcisBody }: Body): EpcisEvent[] | undefined {
  const results = isBody(epcisBody) ? epcisBody['queryResults'] : undefined;
  const body = isBody(results) ? results['resultsBody'] : undefined;
  const list = isBody(body) ? body['eventList'] : undefined;
  return Array.isArray(list) ? (list as EpcisEvent[]) : undefined;
}

/** From the Link header only the token is taken: the address is ours to choose. */
function nextToken(link: string | string[] | undefined): string | null {
  const next = [link ?? []]
    .flat()
    .join(',')
    .split(',')
    .find((one) => /rel="?next"?/.test(one));
  return next === undefined ? null : (/[?&]nextPageToken=([^&>]+)/.exec(next)?.[1] ?? null);
}

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
