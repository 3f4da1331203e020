import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether a network address is one of the open internet. Private, loopback, link-local, shared, multicast, reserved
 * and documentation ranges are not, nor is an IPv6 address that carries an IPv4 one within it (mapped, NAT64, 6to4,
 * Teredo): what it leads to is decided where we cannot look.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}
