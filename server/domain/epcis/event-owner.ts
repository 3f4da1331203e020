import { canonicalIdentifier } from './canonical-identifier.ts';
import type { EventFacts } from './event-facts.ts';

export const handovers: ReadonlySet<string> = new Set(
  ['receiving', 'accepting', 'arriving'].map((word) => `https://ref.gs1.org/cbv/BizStep-${word}`),
);

/** Taking over goods: the first event that somebody else than their producer tells of them. */
export function isHandover({ action, bizStep }: EventFacts): boolean {
  return action === 'OBSERVE' && bizStep !== null && handovers.has(bizStep);
}

/** What of an event must be the teller's own: all but what was bought in, used up or taken over. */
export function ownClaims(facts: EventFacts): string[] {
  return isHandover(facts)
    ? facts.parents
    : [...facts.epcs, ...facts.classes, ...facts.outputs, ...facts.parents];
}

/** The GTIN or internal code in a canonical identifier of a product, lot or unit. */
export function productKeyIn(canonical: string, publicOrigin: string): string | undefined {
  const gtin = /^https:\/\/id\.gs1\.org\/(?:01|8006)\/(\d{14})/.exec(canonical)?.[1];
  return gtin ?? ownCode(canonical, publicOrigin);
}

/** The GLN or internal code of a place. */
export function placeKeyIn(canonical: string, publicOrigin: string): string | undefined {
  const gln = /^https:\/\/id\.gs1\.org\/414\/(\d{13})/.exec(canonical)?.[1];
  return gln ?? ownCode(canonical, publicOrigin);
}

function ownCode(canonical: string, publicOrigin: string): string | undefined {
  const start = `${publicOrigin}/t/`;
  return canonical.startsWith(start) ? canonical.slice(start.length).split('/')[0] : undefined;
}

/** The pointer to a member of an event that holds an identifier, however it is spelled there. */
export function pointerToIdentifier(event: unknown, canonical: string, at = ''): string | undefined {
  if (typeof event === 'string') return canonicalIdentifier(event) === canonical ? at : undefined;
  if (typeof event !== 'object' || event === null) return undefined;
  for (const [name, member] of Object.entries(event)) {
    const found = pointerToIdentifier(member, canonical, `${at}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
