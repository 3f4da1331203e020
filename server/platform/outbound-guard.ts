import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Why a request is not made; decided before a socket is opened. */
export type Refusal = 'scheme' | 'user' | 'port' | 'host' | 'address' | 'redirects';

export interface GuardOptions {
  ports?: readonly number[];
  resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  isAllowed?: (address: string) => boolean;
}

/** Names of this machine and its neighbourhood (RFC 6761, RFC 6762, RFC 8375; metadata services). */
const privateName =
  /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|invalid|onion|home\.arpa)$/;

/**
 * Where the server may be sent by an address that somebody typed. The name is resolved once, every one of its
 * addresses must be public, and the caller connects to these addresses and to no other: a second answer of the name
 * server changes nothing (OWASP API7:2023, server-side request forgery).
 */
export function outboundGuard({
  ports = [80, 443],
  resolve = (host) => lookup(host, { all: true }),
  isAllowed = isPublicAddress,
}: GuardOptions = {}) {
  return {
    /** What can be told by looking at the address alone; `1` and `0x7f.1` are IPv4 to the parser as to a socket. */
    refusalOf,

    /** Refusal, or the addresses to connect to. An unknown name rejects with the resolver's own error. */
    async resolved(url: URL): Promise<Refusal | readonly LookupAddress[]> {
      const refused = refusalOf(url);
      if (refused !== undefined) return refused;
      const host = hostOf(url);
      const family = isIP(host);
      const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
      if (addresses.length === 0) return 'host';
      return addresses.every(({ address }) => isAllowed(address)) ? addresses : 'address';
    },
  };

  function refusalOf(url: URL): Refusal | undefined {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
    if (url.username !== '' || url.password !== '') return 'user';
    const host = hostOf(url);
    const isLiteral = isIP(host) !== 0;
    if (isLiteral && !isAllowed(host)) return 'address';
    if (!isLiteral && (privateName.test(host) || !host.includes('.'))) return 'host';
    return ports.includes(portOf(url)) ? undefined : 'port';
  }
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** Without the brackets of IPv6 and the dot at the end that a name may have. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
