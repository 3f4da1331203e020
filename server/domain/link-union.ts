import { defaultTypes } from './linkset.ts';
import type { Link, LinkLevel } from './linkset.ts';

/** The links of one level, from both places they come from. */
export interface LinkSource {
  own: LinkLevel | undefined;
  registered: (LinkLevel & { takesDefaults: boolean }) | undefined;
}

/**
 * One list a level. Where any level is published here, registered defaults count only if they were told to go before
 * our own; those of other codes always do.
 */
export function mergedLevels(sources: readonly LinkSource[]): LinkLevel[] {
  const isOurs = sources.some(({ own }) => own);
  return sources.flatMap(({ own, registered }) => {
    const isHeeded = !isOurs || registered?.takesDefaults === true;
    const theirs = registered && (isHeeded ? registered.links : withoutDefaults(registered.links));
    const isReplaced = isHeeded && registered?.links.some(({ type }) => type === 'defaultLink') === true;
    const ours = own && (isReplaced ? withoutDefaults(own.links) : own.links);
    const links = distinct([...(ours ?? []), ...(theirs ?? [])]);
    const named = own ?? registered;
    return named && links.length > 0 ? [{ path: named.path, description: named.description, links }] : [];
  });
}

function withoutDefaults(links: readonly Link[]): Link[] {
  return links.filter(({ type }) => !defaultTypes.includes(type));
}

/** What was exported and imported again stands in both places. */
function distinct(links: readonly Link[]): Link[] {
  const keyOf = ({ type, href, hreflang, mediaType, context }: Link) =>
    JSON.stringify([type, href, hreflang, mediaType, context]);
  return [...new Map(links.toReversed().map((link) => [keyOf(link), link])).values()].reverse();
}
