import { Types } from 'mongoose';
import { notFound } from './domain/errors.ts';
import { scopeFor } from './domain/roles.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import { ProductModel } from './features/products/product-model.ts';
import { isGtinKey } from './features/products/product-rules.ts';
import type { StampNeighbours } from './features/stamps/stamp-neighbours.ts';

/** Where stamps meet batches and products. */
export function stampNeighbours(): StampNeighbours {
  return {
    async batch(id, actor) {
      const { organisation } = scopeFor(actor);
      const doc = await BatchModel.findOne({
        _id: new Types.ObjectId(id),
        ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
      }).lean();
      if (!doc) throw notFound();
      const content = doc.approved?.content ?? doc.content;
      const product = await ProductModel.findById(content.product).lean();
      if (!product) throw notFound();
      const { traceKey } = product;
      return {
        id,
        title: doc.title,
        organisation: String(doc.organisation),
        productKey: { ai: isGtinKey(traceKey) ? '01' : 't', value: traceKey },
        netContent: (product.approved?.content ?? product.content).netContent,
        isProductApproved: product.approved !== null,
        quantity: content.quantity,
        isApproved: doc.approved !== null,
        isRefused: doc.approved === null && doc.state === 'refused',
        hold: doc.hold,
        closedOn: doc.closedOn,
        expiresOn: content.expiresOn ?? null,
      };
    },

    async batchTitles(ids) {
      const docs = await BatchModel.find({ _id: { $in: ids } }, { title: 1 }).lean();
      return new Map(docs.map(({ _id, title }) => [String(_id), title]));
    },

    async markStamped(id, at) {
      await BatchModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { stampedAt: at } });
    },
  };
}
