import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { outboundGuard } from './outbound-guard.ts';
import type { GuardOptions, Refusal } from './outbound-guard.ts';

export type Trouble = 'unknown-host' | 'unreachable' | 'time-out' | 'certificate' | 'unreadable';

/** What stands at an address, after its redirects. */
export type Visit =
  | { result: 'answer'; status: number }
  | { result: 'refused'; reason: Refusal }
  | { result: 'failed'; reason: Trouble };

export interface OutboundOptions extends GuardOptions {
  /** Who we say we are. */
  userAgent: string;
  /** For the whole visit, redirects included. */
  timeoutMs?: number;
  mostRedirects?: number;
}

export type OutboundClient = ReturnType<typeof outboundClient>;

const redirects = [301, 302, 303, 307, 308];
const mostHeaderBytes = 16_384;

/**
 * Visits addresses that other people typed. Every hop passes the guard again, no body is ever read, nothing of ours
 * goes along: no cookie, no credential, no proxy variable, no connection kept.
 */
export function outboundClient(options: OutboundOptions) {
  const { userAgent, timeoutMs = 15_000, mostRedirects = 5 } = options;
  const guard = outboundGuard(options);

  return {
    refusalOf: guard.refusalOf,

    /** Never rejects for what the other side does. */
    async visit(address: string): Promise<Visit> {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await follow(address, signal);
      } catch (error) {
        if (signal.aborted) return { result: 'failed', reason: 'time-out' };
        return { result: 'failed', reason: troubleOf(error) };
      }
    },
  };

  async function follow(address: string, signal: AbortSignal): Promise<Visit> {
    let url = new URL(address);
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const found = await unlessAborted(guard.resolved(url), signal);
      if (typeof found === 'string') return { result: 'refused', reason: found };
      const { status, location } = await look(url, { addresses: found, signal });
      if (!redirects.includes(status) || location === undefined) return { result: 'answer', status };
      if (!URL.canParse(location, url.href)) return { result: 'failed', reason: 'unreadable' };
      url = new URL(location, url);
    }
    return { result: 'refused', reason: 'redirects' };
  }

  /** HEAD is enough; where it is not answered well, GET decides, for not every site knows HEAD. */
  async function look(url: URL, way: Way): Promise<Head> {
    const head = await ask('HEAD', url, way);
    return head.status < 400 ? head : ask('GET', url, way);
  }

  function ask(method: 'HEAD' | 'GET', url: URL, { addresses, signal }: Way): Promise<Head> {
    const { request } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const call = request(url, {
        method,
        signal,
        agent: false,
        lookup: pinnedTo(addresses),
        maxHeaderSize: mostHeaderBytes,
        headers: { 'User-Agent': userAgent, Accept: '*/*' },
      });
      call.on('error', reject);
      call.once('response', (answer) => {
        const { statusCode = 0, headers } = answer;
        answer.on('error', reject);
        answer.destroy();
        resolve({ status: statusCode, location: headers.location });
      });
      call.end();
    });
  }
}

interface Way {
  addresses: readonly LookupAddress[];
  signal: AbortSignal;
}

interface Head {
  status: number;
  location: string | undefined;
}

/** In place of a second question to the name server: the addresses that were found good. */
function pinnedTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    const [first] = addresses;
    if (all === true || !first) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
}

/** A name server that does not answer cannot be told to stop; it can be left. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new Error('time-out'));
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

const unknownHost = /^(ENOTFOUND|ENODATA|EAI_)/;
const noConnection = /^(ECONN|EHOST|ENET|EPIPE|EADDRNOTAVAIL|ETIMEDOUT)/;
const badCertificate = /CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL/;

function troubleOf(error: unknown): Trouble {
  const code = String((error as { code?: unknown }).code);
  if (unknownHost.test(code)) return 'unknown-host';
  if (noConnection.test(code)) return 'unreachable';
  return badCertificate.test(code) ? 'certificate' : 'unreadable';
}
