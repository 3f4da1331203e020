import { Types } from 'mongoose';
import type { BatchHold } from './domain/batch-hold.ts';
import { canonicalIdentifier } from './domain/epcis/canonical-identifier.ts';
import { productKeyIn } from './domain/epcis/event-owner.ts';
import { notFound } from './domain/errors.ts';
import type { LotState } from './domain/handover.ts';
import { scopeFor } from './domain/roles.ts';
import type { Actor } from './domain/roles.ts';
import type { WeighedBatch } from './features/balances/balance-neighbours.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import { batchUri } from './features/batches/batch-view.ts';
import type { HandedBatch } from './features/handovers/handover-neighbours.ts';
import { ProductModel } from './features/products/product-model.ts';
import { isGtinKey } from './features/products/product-rules.ts';

type LeanBatch = NonNullable<Awaited<ReturnType<typeof batchWith>>>;

/** Batches with what their goods are. */
export function lotReader(publicOrigin: string) {
  return {
    async inSight(id: string, actor: Actor): Promise<WeighedBatch> {
      const doc = await batchWith(id);
      const { organisation } = scopeFor(actor);
      if (!doc || (organisation !== undefined && String(doc.organisation) !== organisation)) throw notFound();
      const [found] = await weighedOf([doc]);
      if (!found) throw notFound();
      return found;
    },

    async weighed(id: string): Promise<WeighedBatch | null> {
      const doc = await batchWith(id);
      return (doc && (await weighedOf([doc]))[0]) ?? null;
    },

    async byIdentifier(ids: readonly string[]): Promise<Map<string, WeighedBatch>> {
      const named = [...new Set(ids)].flatMap((id) => {
        const key = productKeyIn(id, publicOrigin);
        const lot = /\/10\/([^/]+)$/.exec(id)?.[1];
        return key === undefined || lot === undefined ? [] : [{ key, lot: decodeURIComponent(lot) }];
      });
      if (named.length === 0) return new Map();
      const products = await ProductModel.find(
        { traceKey: { $in: named.map(({ key }) => key) } },
        { _id: 1 },
      ).lean();
      const docs = await BatchModel.find({
        'content.product': { $in: products.map(({ _id }) => String(_id)) },
        'content.lot': { $in: named.map(({ lot }) => lot) },
      } as object).lean();
      const found = await weighedOf(docs);
      const asked = new Set(ids);
      return new Map(found.filter(({ lot }) => asked.has(lot)).map((batch) => [batch.lot, batch]));
    },

    async handed(ids: readonly string[]): Promise<Map<string, HandedBatch>> {
      const docs = await BatchModel.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }).lean();
      return new Map((await handedOf(docs)).map((batch) => [batch.id, batch]));
    },

    async ownBatches(organisation: string): Promise<HandedBatch[]> {
      const docs = await BatchModel.find({
        organisation: new Types.ObjectId(organisation),
        closedOn: null,
        hold: 'none',
      })
        .sort({ _id: -1 })
        .limit(50)
        .lean();
      return handedOf(docs);
    },
  };

  async function weighedOf(docs: readonly LeanBatch[]): Promise<WeighedBatch[]> {
    const products = await productsOf(docs);
    return docs.flatMap((doc) => {
      const product = products.get(doc.content.product);
      if (!product) return [];
      const { group, netContent } = product.content;
      return [
        {
          id: String(doc._id),
          title: doc.title,
          organisation: String(doc.organisation),
          lot: canonicalIdentifier(uriOf(product.traceKey, doc.content.lot)),
          group,
          goods: { product: doc.content.product, group, netContent },
          producedOn: doc.content.producedOn,
          quantity: doc.content.quantity,
          isApproved: doc.approved !== null,
        },
      ];
    });
  }

  async function handedOf(docs: readonly LeanBatch[]): Promise<HandedBatch[]> {
    const products = await productsOf(docs);
    return docs.flatMap((doc) => {
      const product = products.get(doc.content.product);
      if (!product) return [];
      const { hold, approved, state, closedOn, content, title, sample } = doc;
      return [
        {
          id: String(doc._id),
          title,
          organisation: String(doc.organisation),
          uri: uriOf(product.traceKey, content.lot),
          quantity: (approved?.content ?? content).quantity,
          netContent: product.content.netContent,
          state: stateOf(hold, approved !== null),
          isOver: closedOn !== null || (approved === null && state === 'refused'),
          isFrozen: state === 'submitted',
          sample,
        },
      ];
    });
  }

  function uriOf(traceKey: string, lot: string): string {
    return batchUri(publicOrigin, { ai: isGtinKey(traceKey) ? '01' : 't', value: traceKey }, lot);
  }
}

function stateOf(hold: BatchHold, isApproved: boolean): LotState {
  if (hold !== 'none') return hold;
  return isApproved ? 'approved' : 'unapproved';
}

function batchWith(id: string) {
  return BatchModel.findById(new Types.ObjectId(id)).lean();
}

async function productsOf(docs: readonly LeanBatch[]) {
  const ids = [...new Set(docs.map(({ content }) => content.product))];
  const found = await ProductModel.find({ _id: { $in: ids } }).lean();
  return new Map(
    found.map(({ _id, traceKey, approved, content }) => [
      String(_id),
      { traceKey, content: approved?.content ?? content },
    ]),
  );
}
