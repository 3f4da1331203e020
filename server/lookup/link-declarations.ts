import { Types } from 'mongoose';
import type { ChangeBy } from '../domain/change.ts';
import { conflict, invalid, notFound } from '../domain/errors.ts';
import { tracePath } from '../domain/identifiers/digital-link.ts';
import { declaredLink } from '../domain/link-declaration.ts';
import { linksBeyond } from '../domain/link-union.ts';
import type { Link, LinkLevel } from '../domain/linkset.ts';
import type { Actor } from '../domain/roles.ts';
import type { Ledger, Record } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { LinkContent, LinkList, Product, RegisteredLink } from '../platform/contract-types.ts';
import type { OutboundClient } from '../platform/outbound-client.ts';
import { LinkCheckModel, wantChecks } from './link-check-model.ts';
import type { StoredCheck } from './link-check-model.ts';
import type { LinkChecker } from './link-checker.ts';
import { LinksModel } from './link-model.ts';
import type { Declared, StoredLink, StoredLinks } from './link-model.ts';
import { linkView } from './link-view.ts';
import type { PublishedLinks } from './published-links.ts';

interface DeclarationOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  published: PublishedLinks;
  /** Reads a product as the actor may: another producer's is not found. */
  products: { read(id: string, actor: Actor): Promise<Product> };
  client: Pick<OutboundClient, 'refusalOf'>;
  checker: Pick<LinkChecker, 'checkNow'>;
}

export type LinkDeclarations = ReturnType<typeof linkDeclarations>;

/** Of one code; nobody reads a longer list. */
const mostLinks = 50;

/**
 * Links that producers declare for their products and lots, by the rules of an import. Only for what is approved and
 * has a Digital Link: before that its code may still change, and nobody could follow the link.
 */
export function linkDeclarations(parts: DeclarationOptions) {
  const { ledger, clock, publicOrigin, published, products, client, checker } = parts;

  return {
    /** All of a product, our own and imported ones among them, then what is registered for its lots. */
    async list(productId: string, actor: Actor): Promise<LinkList> {
      const { traceKey } = await products.read(productId, actor);
      const key = `01/${traceKey}`;
      const own = await published.of(key);
      const levels = await LinksModel.find({ _id: { $gte: key, $lt: `${key}0` } })
        .sort({ _id: 1 })
        .lean<StoredLinks[]>();
      const checks = await checksOf(levels.flatMap(({ links }) => links));
      const ours = (own?.links ?? []).map((link) =>
        linkView({ path: key, name: own?.description ?? key, by: 'system', link }),
      );
      return { items: [...ours, ...levels.flatMap((level) => viewsOf(level, checks))] };
    },

    find,

    async add(productId: string, content: LinkContent, by: ChangeBy): Promise<RegisteredLink> {
      return ledger.change(by, async (record) => {
        const product = await products.read(productId, by.actor);
        const level = await levelFor(product, content.lot);
        const declared: Declared = {
          id: String(new Types.ObjectId()),
          rev: 1,
          organisation: product.organisation.id,
          product: productId,
          at: clock.now(),
        };
        const link = { ...(await accepted(content, level)), declared };
        await put(level, link);
        await tell(record, 'link.add', { after: link });
        return viewAt(level, link);
      });
    },

    /** A link may move between the product and its lots. */
    async change(
      productId: string,
      linkId: string,
      content: LinkContent,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<RegisteredLink> {
      return ledger.change(by, async (record) => {
        const product = await products.read(productId, by.actor);
        const { before } = await takeOut(productId, linkId);
        if (before.declared.rev !== rev) {
          throw conflict({ key: 'errors.stale', params: { yours: rev, current: before.declared.rev } });
        }
        const level = await levelFor(product, content.lot);
        const link = {
          ...(await accepted(content, level)),
          declared: { ...before.declared, rev: rev + 1, at: clock.now() },
        };
        await put(level, link);
        await tell(record, 'link.change', { before, after: link });
        return viewAt(level, link);
      });
    },

    async remove(productId: string, linkId: string, by: ChangeBy): Promise<void> {
      await ledger.change(by, async (record) => {
        await products.read(productId, by.actor);
        const { before } = await takeOut(productId, linkId);
        await tell(record, 'link.remove', { before });
        return null;
      });
    },

    /** Looks at a link's address now, or as soon as nobody else is at that site. */
    async checkNow(productId: string, linkId: string, actor: Actor): Promise<RegisteredLink> {
      const { href } = await find(productId, linkId, actor);
      await checker.checkNow(href);
      return find(productId, linkId, actor);
    },
  };

  async function find(productId: string, linkId: string, actor: Actor): Promise<RegisteredLink> {
    await products.read(productId, actor);
    const { level, before } = await declaredAt(productId, linkId);
    return viewAt({ path: level._id, description: level.description }, before);
  }

  /** Where the link belongs: what is published for the product or its lot, which gives it its code and its name. */
  async function levelFor({ traceKey, approved }: Product, lot: string | undefined): Promise<LinkLevel> {
    if (!approved) throw conflict({ key: 'link.not-approved' });
    if (!/^\d{14}$/.test(traceKey)) throw conflict({ key: 'link.needs-gtin' });
    const qualifiers = lot === undefined ? [] : [{ ai: '10', value: lot }];
    const level = await published.of(tracePath({ key: { ai: '01', value: traceKey }, qualifiers }).slice(1));
    if (level) return level;
    throw lot === undefined
      ? conflict({ key: 'link.not-approved' })
      : invalid([{ pointer: '/lot', key: 'link.lot-unknown' }]);
  }

  async function accepted(content: LinkContent, level: LinkLevel): Promise<Link> {
    const { link, faults } = declaredLink(content, publicOrigin);
    if (!link) throw invalid(faults);
    const refused = client.refusalOf(new URL(link.href));
    if (refused === 'host' || refused === 'address') {
      throw invalid([{ pointer: '/href', key: 'link.href-private' }]);
    }
    const others = (await LinksModel.findById(level.path).lean<StoredLinks>())?.links ?? [];
    if (linksBeyond([link], [...level.links, ...others]).length === 0) {
      throw invalid([{ pointer: '/href', key: 'link.repeated' }]);
    }
    if (others.length >= mostLinks) throw conflict({ key: 'link.too-many', params: { limit: mostLinks } });
    return link;
  }

  async function put({ path, description }: LinkLevel, link: StoredLink): Promise<void> {
    await LinksModel.updateOne(
      { _id: path },
      {
        $push: { links: link },
        $setOnInsert: { description, takesDefaults: false, importedAt: null },
      },
      { upsert: true },
    );
    await wantChecks([link], clock.now());
  }
}

type DeclaredLink = StoredLink & { declared: Declared };

async function declaredAt(
  productId: string,
  linkId: string,
): Promise<{ level: StoredLinks; before: DeclaredLink }> {
  const level = await LinksModel.findOne({
    links: { $elemMatch: { 'declared.id': linkId, 'declared.product': productId } },
  }).lean<StoredLinks>();
  const before = level?.links.find(({ declared }) => declared?.id === linkId);
  if (!level || !before?.declared) throw notFound();
  return { level, before: { ...before, declared: before.declared } };
}

async function takeOut(productId: string, linkId: string): Promise<{ before: DeclaredLink }> {
  const { level, before } = await declaredAt(productId, linkId);
  const links = level.links.filter(({ declared }) => declared?.id !== linkId);
  if (links.length === 0) await LinksModel.deleteOne({ _id: level._id });
  else await LinksModel.updateOne({ _id: level._id }, { $set: { links } });
  return { before };
}

async function tell(
  record: Record,
  action: string,
  { before, after }: { before?: DeclaredLink; after?: DeclaredLink },
): Promise<void> {
  const declared = (after ?? before)?.declared;
  if (!declared) return;
  const { id, organisation } = declared;
  await record({ subject: { kind: 'link', id }, action, organisation, before, after });
}

async function checksOf(links: readonly Link[]): Promise<Map<string, StoredCheck>> {
  const hrefs = links.map(({ href }) => href);
  const found = await LinkCheckModel.find({ _id: { $in: hrefs } }).lean<StoredCheck[]>();
  return new Map(found.map((check) => [check._id, check]));
}

function viewsOf(
  { _id: path, description: name, links }: Pick<StoredLinks, '_id' | 'description' | 'links'>,
  checks: ReadonlyMap<string, StoredCheck>,
): RegisteredLink[] {
  return links.map(({ declared, ...link }) => {
    const by = declared ? 'producer' : 'import';
    return linkView({ path, name, by, link, declared, check: checks.get(link.href) });
  });
}

async function viewAt(
  { path, description }: Pick<LinkLevel, 'path' | 'description'>,
  link: StoredLink,
): Promise<RegisteredLink> {
  const [view] = viewsOf({ _id: path, description, links: [link] }, await checksOf([link]));
  if (!view) throw new Error(`link-declarations: ${path}`);
  return view;
}
