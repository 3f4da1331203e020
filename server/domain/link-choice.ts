import { languagesWanted, mediaTypeWeight } from './accept-header.ts';
import { linkTypeNamed } from './link-types.ts';
import type { Link, LinkLevel } from './linkset.ts';

/** What a request says of the link it wants, as it was sent. */
export interface Wish {
  linkType?: string | undefined;
  accept?: string | undefined;
  acceptLanguage?: string | undefined;
  context?: string | undefined;
}

export type Choice =
  | { kind: 'redirect'; link: Link }
  | { kind: 'linkset' }
  | { kind: 'choices'; links: Link[] }
  | { kind: 'not-held' };

export const linksetMediaType = 'application/linkset+json';

/** Chooses among the links of all levels, the most specific first (GS1-Conformant Resolver 1.2 §2.6, §2.9). */
export function chooseLink(levels: readonly LinkLevel[], wish: Wish): Choice {
  if (wantsLinkset(wish)) return { kind: 'linkset' };
  const type = wish.linkType === undefined ? 'defaultLink' : linkTypeNamed(wish.linkType);
  if (type === 'defaultLink') return chooseDefault(levels, wish);
  const held = levels.flatMap(({ links }, level) =>
    links.filter((link) => link.type === type).map((link) => ({ link, level })),
  );
  const [only, ...others] = narrowed(held, wish);
  if (!only) return { kind: 'not-held' };
  if (others.length === 0) return { kind: 'redirect', link: only };
  return { kind: 'choices', links: [only, ...others] };
}

/** `all` is what `linkset` was called before; a program that likes another form better is not asking for one. */
function wantsLinkset({ linkType, accept }: Wish): boolean {
  if (linkType === 'linkset' || linkType === 'all') return true;
  if (linkType !== undefined || accept?.toLowerCase().includes(linksetMediaType) !== true) return false;
  const weight = mediaTypeWeight(accept, linksetMediaType);
  return weight > 0 && weight >= mediaTypeWeight(accept, 'text/html');
}

/**
 * The default of the most specific level that has one; another of its languages or forms only where the request asks
 * for exactly one of them, so that whatever nobody holds ends at the default and never at a choice (§2.6.1).
 */
function chooseDefault(levels: readonly LinkLevel[], wish: Wish): Choice {
  const level = levels.find(({ links }) => links.some(({ type }) => type === 'defaultLink'));
  const standard = level?.links.find(({ type }) => type === 'defaultLink');
  if (!level || !standard) return { kind: 'not-held' };
  const several = level.links.filter(({ type }) => type === 'defaultLinkMulti');
  const wanted = languagesWanted(wish.acceptLanguage, languagesOf(several));
  const asked = several
    .filter((link) => link.hreflang === undefined || isIn(link, wanted))
    .filter(({ context }) => context === undefined || isAmong(context, wish.context))
    .map((link) => ({ link, weight: weightOf(link, wish) }));
  const best = Math.max(...asked.map(({ weight }) => weight));
  const [only, ...others] = asked.filter(({ weight }) => weight === best && weight > 0);
  return { kind: 'redirect', link: only && others.length === 0 ? only.link : standard };
}

interface Held {
  link: Link;
  level: number;
}

/** By media type, then language, then context (§2.6.3); of what is left the most specific, and the plainest of those. */
function narrowed(held: readonly Held[], wish: Wish): Link[] {
  let left = [...held];
  const best = Math.max(...left.map(({ link }) => weightOf(link, wish)));
  if (best > 0) left = left.filter(({ link }) => weightOf(link, wish) === best);
  const wanted = languagesWanted(wish.acceptLanguage, languagesOf(left.map(({ link }) => link)));
  left = preferring(left, ({ link }) => isIn(link, wanted));
  left = preferring(left, ({ link }) => isAmong(link.context ?? [], wish.context));
  left = left.filter(({ level }) => level === left[0]?.level);
  if (wanted.length === 0) left = preferring(left, ({ link }) => link.hreflang === undefined);
  if (wish.context === undefined) left = preferring(left, ({ link }) => link.context === undefined);
  return left.map(({ link }) => link);
}

function preferring(held: Held[], isPreferred: (held: Held) => boolean): Held[] {
  const preferred = held.filter(isPreferred);
  return preferred.length > 0 ? preferred : held;
}

/** A link that does not tell its form is as welcome as anything unnamed. */
function weightOf({ mediaType }: Link, { accept }: Wish): number {
  return mediaTypeWeight(accept, mediaType ?? '*/*');
}

function languagesOf(links: readonly Link[]): string[] {
  return links.flatMap(({ hreflang }) => hreflang ?? []);
}

function isIn({ hreflang = [] }: Link, languages: readonly string[]): boolean {
  return hreflang.some((tag) => languages.includes(tag));
}

function isAmong(contexts: readonly string[], asked: string | undefined): boolean {
  return asked !== undefined && contexts.includes(asked);
}
