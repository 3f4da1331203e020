import { linkTypeIri } from './link-types.ts';

/** One link of an entity, its type by its name in the GS1 vocabulary: `pip`. */
export interface Link {
  type: string;
  href: string;
  title: string;
  hreflang?: string[];
  mediaType?: string;
  context?: string[];
  /** Who stands behind it; told to people, not part of a linkset. */
  by?: LinkSpeaker;
}

/** The service itself, the product's producer, or a linkset that the department took over. */
export type LinkSpeaker = 'system' | 'producer' | 'import';

/** All links of one entity; `path` is its canonical Digital Link without origin and first slash. */
export interface LinkLevel {
  path: string;
  description: string;
  links: Link[];
}

export const defaultTypes: readonly string[] = ['defaultLink', 'defaultLinkMulti'];

export interface LinkContext {
  anchor: string;
  itemDescription: string;
  [linkType: string]: string | LinkTarget[];
}

interface LinkTarget {
  href: string;
  title: string;
  type?: string;
  hreflang?: string[];
  context?: string[];
}

/**
 * Link contexts as RFC 9264 §4.2 writes them. `itemDescription` and never `description`: the schema that GS1's test
 * suite loads requires the one and refuses the other.
 */
export function linksetOf(levels: readonly LinkLevel[], publicOrigin: string): { linkset: LinkContext[] } {
  return { linkset: levels.map((level) => linkContext(level, publicOrigin)) };
}

function linkContext({ path, description, links }: LinkLevel, publicOrigin: string): LinkContext {
  const types = [...new Set(links.map(({ type }) => type))];
  const targets = types.map((type) => [
    linkTypeIri(type),
    links.filter((link) => link.type === type).map(linkTarget),
  ]);
  return {
    anchor: `${publicOrigin}/${path}`,
    itemDescription: description,
    ...(Object.fromEntries(targets) as Record<string, LinkTarget[]>),
  };
}

function linkTarget({ href, title, mediaType, hreflang, context }: Link): LinkTarget {
  return {
    href,
    title,
    ...(mediaType !== undefined && { type: mediaType }),
    ...(hreflang && { hreflang }),
    ...(context && { context }),
  };
}
