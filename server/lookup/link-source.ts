import type { LinkSource } from '../domain/link-union.ts';
import type { Link, LinkLevel } from '../domain/linkset.ts';
import type { StoredLink, StoredLinks } from './link-model.ts';

/** What stands at one level: our own links and those registered beside them. */
export function linkSource(own: LinkLevel | undefined, stored: StoredLinks | undefined): LinkSource {
  const said = (links: readonly Link[]): Link[] => links.map((link) => ({ ...link, by: 'system' }));
  return {
    own: own && { ...own, links: said(own.links) },
    registered: stored && { ...stored, path: stored._id, links: stored.links.map(spoken) },
  };
}

/** As the resolver tells it; who declared it in detail stays inside. */
function spoken({ declared, ...link }: StoredLink): Link {
  return { ...link, by: declared ? 'producer' : 'import' };
}
