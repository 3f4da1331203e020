import { parseTracePath } from '../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import { parseDigitalLink } from '../domain/identifiers/digital-link-syntax.ts';
import { isEpcPath, parseEpcPath } from '../domain/identifiers/epc-binary.ts';
import { percentDecoded } from '../domain/identifiers/percent-encoding.ts';
import { unreadable } from '../domain/parsed.ts';
import type { Parsed } from '../domain/parsed.ts';

/** An address as it was sent: taking it apart further and putting it together again would change it. */
export interface RawAddress {
  path: string;
  /** Without the question mark; undefined where there is none. */
  query: string | undefined;
}

export function rawAddress(url: string): RawAddress {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: undefined } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

/** What a request names; of its query only data attributes are GS1's to judge, the rest belongs to the target. */
export function requestedLink({ path, query = '' }: RawAddress): Parsed<TraceLink> {
  if (isEpcPath(path)) return parseEpcPath(path);
  if (/^\/t\//i.test(path)) return parseTracePath(path);
  const attributes = query.split('&').filter((part) => /^[0-9]+=/.test(part));
  const link = parseDigitalLink(attributes.length > 0 ? `${path}?${attributes.join('&')}` : path);
  if (!link.ok) return link;
  return link.value.stem === '' ? link : unreadable('identifiers.link-form');
}

/** The first value of a parameter; undefined where it is not given or empty. */
export function parameterOf({ query = '' }: RawAddress, name: string): string | undefined {
  const start = `${name}=`;
  const part = query.split('&').find((one) => one.startsWith(start) && one !== start);
  return part && percentDecoded(part.slice(start.length).replaceAll('+', ' '));
}

/** The whole query goes with the reader, byte for byte, before any fragment (GS1-Conformant Resolver 1.2 §2.12). */
export function withQuery(target: string, { query }: RawAddress): string {
  if (query === undefined || query === '') return target;
  const [address = '', ...fragment] = target.split(/(?=#)/);
  return `${address}${address.includes('?') ? '&' : '?'}${query}${fragment.join('')}`;
}
