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
  return sources.flatMap((source) => {
    const links = linksOf(source, isOurs);
    const named = source.own ?? source.registered;
    return named && links.length > 0 ? [{ path: named.path, description: named.description, links }] : [];
  });
}

/** What a default may be called beside: the page of a product, of a place, of goods under way, of a party. */
const describing: Partial<Record<string, string>> = {
  '00': 'logisticsInfo',
  '01': 'pip',
  '414': 'locationInfo',
  '417': 'homepage',
};

/** A default is told under a descriptive type too, where its registration does not (§2.5.8). */
export function withDescribedDefaults(levels: readonly LinkLevel[]): LinkLevel[] {
  return levels.map((level) => {
    const standard = level.links.find(({ type }) => type === 'defaultLink');
    const type = describing[level.path.split('/', 1)[0] ?? ''];
    const isDescribed = withoutDefaults(level.links).some(({ href }) => href === standard?.href);
    if (!standard || type === undefined || isDescribed) return level;
    return { ...level, links: [...level.links, { ...standard, type }] };
  });
}

function linksOf({ own, registered }: LinkSource, isOurs: boolean): Link[] {
  const [ours, theirs] = [own?.links ?? [], registered?.links ?? []];
  if (isOurs && registered?.takesDefaults !== true) return distinct([...ours, ...withoutDefaults(theirs)]);
  const isReplaced = theirs.some(({ type }) => type === 'defaultLink');
  return distinct([...(isReplaced ? withoutDefaults(ours) : ours), ...theirs]);
}

function withoutDefaults(links: readonly Link[]): Link[] {
  return links.filter(({ type }) => !defaultTypes.includes(type));
}

/** Those that are not there already. */
export function linksBeyond(links: readonly Link[], known: readonly Link[]): Link[] {
  const keys = new Set(known.map(keyOf));
  return links.filter((link) => !keys.has(keyOf(link)));
}

/** The same link registered beside our own is one link. */
function distinct(links: readonly Link[]): Link[] {
  return links.filter((link, at) => links.findIndex((other) => keyOf(other) === keyOf(link)) === at);
}

function keyOf({ type, href, hreflang, mediaType, context }: Link): string {
  return JSON.stringify([type, href, hreflang, mediaType, context]);
}
