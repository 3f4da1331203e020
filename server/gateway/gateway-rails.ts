import { canonicalKinds } from '../domain/canonical-record.ts';
import type { GatewayFeed } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { GatewaysConfig } from '../platform/config.ts';
import { epcisGateway } from './epcis-gateway.ts';
import { fileGateway } from './file-gateway.ts';
import type { Rail } from './gateway-service.ts';
import { nationalGateway } from './national-gateway.ts';
import type { ParcelSeal } from './parcel-seal.ts';

const feeds = {
  national: { name: 'national', kinds: canonicalKinds, inOrder: true },
  epcis: { name: 'epcis', kinds: ['batch'], inOrder: false },
  file: { name: 'file', kinds: canonicalKinds, inOrder: false },
} as const satisfies Record<string, GatewayFeed>;

/** What is queued for the gateways that are configured. */
export function feedsOf({ national, epcis, file }: GatewaysConfig): GatewayFeed[] {
  return [
    ...(national ? [feeds.national] : []),
    ...(epcis ? [feeds.epcis] : []),
    ...(file ? [feeds.file] : []),
  ];
}

interface RailParts {
  config: GatewaysConfig;
  clock: Clock;
  publicOrigin: string;
  seal: ParcelSeal | undefined;
}

/** The adapters of the gateways that are configured. */
export function railsOf({ config, clock, publicOrigin, seal }: RailParts): Rail[] {
  const { national, epcis, privateNetwork } = config;
  const rails: Rail[] = [];
  if (national) {
    const { url: baseUrl, ...client } = national;
    rails.push({
      port: nationalGateway({ baseUrl, ...client, privateNetwork, clock }),
      feed: feeds.national,
    });
  }
  if (epcis) {
    const { url: baseUrl, ...client } = epcis;
    const place = { baseUrl, privateNetwork, origin: publicOrigin };
    rails.push({ port: epcisGateway({ ...client, ...place, clock }), feed: feeds.epcis });
  }
  if (seal) rails.push({ port: fileGateway({ clock, seal }), feed: feeds.file });
  return rails;
}
