import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { outboundGuard } from '../platform/outbound-guard.ts';
import type { GuardOptions } from '../platform/outbound-guard.ts';

export interface AddressSettings {
  baseUrl: string;
  /** The operator says that the gateway stands in a network of the state's own, or on this machine. */
  privateNetwork?: boolean;
  resolve?: NonNullable<GuardOptions['resolve']>;
}

/**
 * Where a gateway may stand. The host is the operator's, but the name server is not: each connection is made to
 * addresses looked at there and then, so that a name that begins to point inside leads nowhere (ASVS 1.3.6).
 */
export function gatewayAddress({ baseUrl, privateNetwork = false, resolve }: AddressSettings): {
  isForbidden: boolean;
  lookup: LookupFunction;
} {
  if (privateNetwork) return { isForbidden: false, lookup: systemLookup };
  const url = new URL(baseUrl);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const guard = outboundGuard({ ports: [port], ...(resolve && { resolve }) });
  return {
    isForbidden: guard.refusalOf(url) !== undefined,
    lookup: (_host, { all }, done) => {
      guard.resolved(url).then(
        (found) => {
          if (typeof found === 'string') done(forbidden(found), '');
          else give(found, all === true, done);
        },
        (error: unknown) => {
          done(error as NodeJS.ErrnoException, '');
        },
      );
    },
  };
}

type Done = Parameters<LookupFunction>[2];

function give(addresses: readonly LookupAddress[], all: boolean, done: Done): void {
  const [first] = addresses;
  if (all || !first) done(null, [...addresses]);
  else done(null, first.address, first.family);
}

function forbidden(reason: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`gateway address refused: ${reason}`), { code: 'ERR_FORBIDDEN_ADDRESS' });
}
