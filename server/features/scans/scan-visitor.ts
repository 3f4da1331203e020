import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Whose look-ups count: visitors' alone. Robots, people with an account here and inspectors stand apart. */
export const visitorKinds = ['visitor', 'robot', 'account', 'inspection'] as const;
export type VisitorKind = (typeof visitorKinds)[number];

export interface Visitor {
  /** The address cut to /24 or /48, before anything else happens to it. */
  network: string;
  userAgent: string;
  kind: VisitorKind;
}

const robots =
  /bot\b|bot[/;_-]|crawl|spider|slurp|preview|scanner|monitor|uptime|headless|lighthouse|facebookexternalhit|whatsapp|skypeuripreview|curl|wget|python|java\/|okhttp|go-http|axios|node-fetch|undici|postman|libwww/i;

/** Who looks, as far as that is anybody's business. A page fetched ahead of a tap has not been looked at. */
export function visitorOf(
  { headers, method }: Pick<IncomingMessage, 'headers' | 'method'>,
  address: string,
): Visitor {
  const { 'user-agent': userAgent = '', cookie = '' } = headers;
  const purpose = String(headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz'] ?? '');
  const isRobot =
    userAgent === '' || method === 'HEAD' || /prefetch|preview/i.test(purpose) || robots.test(userAgent);
  const hasAccount = /(?:^|;\s*)(?:__Host-)?session=/.test(cookie);
  const kind = isRobot ? 'robot' : hasAccount ? 'account' : 'visitor';
  return { network: cutAddress(address), userAgent, kind };
}

/** `203.0.113.0/24`, `2001:db8:7::/48`; nothing finer is ever written down. */
export function cutAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (!isIPv6(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail = ''] = (mapped.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 3).map((group) => parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/48`;
}
