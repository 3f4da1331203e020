import { DomainError } from '../domain/errors.ts';
import { scopeFor } from '../domain/roles.ts';
import type { Actor } from '../domain/roles.ts';
import type { LinkPage, LinkQuery, RegisteredLink } from '../platform/contract-types.ts';
import { LinkCheckModel } from './link-check-model.ts';
import type { StoredCheck } from './link-check-model.ts';
import { LinksModel } from './link-model.ts';
import type { StoredLink } from './link-model.ts';
import { linkView } from './link-view.ts';

export type LinkList = ReturnType<typeof linkList>;

/** One link of one level, as the aggregation unwinds them. */
interface Row {
  _id: string;
  description: string;
  at: number;
  links: StoredLink;
  check: StoredCheck[];
}

const statesOf = { works: ['works'], broken: ['broken', 'refused'], unchecked: ['unchecked', null] };

/** Registered links of all codes: the department sees all, producers those they declared. */
export function linkList() {
  return { list };

  async function list(actor: Actor, query: LinkQuery): Promise<LinkPage> {
    const { limit = 25, after } = query;
    const { organisation = query.organisation } = scopeFor(actor);
    const [path, at] = after === undefined ? [undefined, -1] : cursorOf(after);
    const isOwn = organisation !== undefined && { 'links.declared.organisation': organisation };
    const rows = await LinksModel.aggregate<Row>([
      { $match: { ...(path !== undefined && { _id: { $gte: path } }), ...isOwn } },
      { $sort: { _id: 1 } },
      { $unwind: { path: '$links', includeArrayIndex: 'at' } },
      { $match: { ...isOwn, ...filterOf(query), ...(path !== undefined && isBeyond(path, at)) } },
      {
        $lookup: {
          from: LinkCheckModel.collection.name,
          localField: 'links.href',
          foreignField: '_id',
          as: 'check',
        },
      },
      { $match: query.state === undefined ? {} : { 'check.0.state': { $in: statesOf[query.state] } } },
      { $limit: limit + 1 },
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const items = shown.map(viewOf);
    return rows.length > limit && last ? { items, next: `${last.at}:${last._id}` } : { items };
  }
}

function filterOf({ type, by }: LinkQuery): object {
  return {
    ...(type !== undefined && { 'links.type': type }),
    ...(by !== undefined && { 'links.declared': { $exists: by === 'producer' } }),
  };
}

function isBeyond(path: string, at: number): object {
  return { $or: [{ _id: { $gt: path } }, { at: { $gt: at } }] };
}

function cursorOf(after: string): [path: string, at: number] {
  const [, at, path] = /^(\d{1,6}):(.+)$/.exec(after) ?? [];
  if (path !== undefined) return [path, Number(at)];
  throw new DomainError(
    'malformed',
    { key: 'errors.check-fields', params: { count: 1 } },
    { faults: [{ pointer: '/after', key: 'errors.pattern' }] },
  );
}

function viewOf({ _id, description, links, check }: Row): RegisteredLink {
  const { declared, ...link } = links;
  const by = declared ? 'producer' : 'import';
  return linkView({ path: _id, name: description, by, link, declared, check: check[0] });
}
