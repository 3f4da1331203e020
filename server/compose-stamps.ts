import { Types } from 'mongoose';
import { notFound } from './domain/errors.ts';
import { asMeasured } from './domain/mark-capacity.ts';
import type { Quantity } from './domain/quantity.ts';
import { quantityOf } from './domain/stamps/stamp-allowance.ts';
import { scopeFor } from './domain/roles.ts';
import { claimOf } from './features/batches/batch-claims.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import type { MarkRegister } from './features/marks/mark-register.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import { ProductModel } from './features/products/product-model.ts';
import { isGtinKey } from './features/products/product-rules.ts';
import { StampAccountModel } from './features/stamps/stamp-account-model.ts';
import { issuedIn } from './features/stamps/stamp-issue.ts';
import { StampRunModel, stateOf } from './features/stamps/stamp-run-model.ts';
import type { StampNeighbours } from './features/stamps/stamp-neighbours.ts';

/** Where stamps meet batches and products. */
export function stampNeighbours(): Omit<StampNeighbours, keyof StampMarks | 'tellLabels'> {
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
        lot: content.lot,
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

    async productsAt(keys) {
      const products = await ProductModel.find({ traceKey: { $in: [...keys] } }).lean();
      const owners = products.map(({ organisation }) => organisation);
      const organisations = await OrganisationModel.find({ _id: { $in: owners } }, { title: 1 }).lean();
      const names = new Map(organisations.map(({ _id, title }) => [String(_id), title]));
      const named = (id: Types.ObjectId, name: string) => ({ id: String(id), name });
      return new Map(
        products.map(({ _id, traceKey, title, organisation }) => [
          traceKey,
          {
            product: named(_id, title),
            organisation: named(organisation, names.get(String(organisation)) ?? ''),
          },
        ]),
      );
    },

    async markStamped(id, at) {
      await BatchModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { stampedAt: at } });
    },
  };
}

type StampMarks = Pick<StampNeighbours, 'mostUnderMarks' | 'drawOnMarks'>;

/** Where stamps meet marks: the ceilings of a mark hold for what is given out under it. */
export function stampMarks({ stampDraws }: Pick<MarkRegister, 'stampDraws'>): StampMarks {
  return {
    async mostUnderMarks(id, stamped) {
      const doc = await BatchModel.findById(id);
      return doc && stampDraws.most({ ...claimOf(doc, stamped), working: doc.content });
    },

    async drawOnMarks(id, before, after) {
      const doc = await BatchModel.findById(id);
      if (doc) await stampDraws.settle({ ...claimOf(doc, after), stamped: before }, after);
    },
  };
}

/** What the stamps of a batch stand for, in the unit of a ceiling; for whoever checks that it all adds up. */
export async function stampedIn(batch: string, unit: Quantity['unit']): Promise<string> {
  const account = await StampAccountModel.findById(batch).lean();
  const content = (await BatchModel.findById(batch).lean())?.content;
  const product = content && (await ProductModel.findById(content.product).lean());
  if (!account || !product) return '0';
  const runs = await StampRunModel.find({ batch });
  const { stamped } = issuedIn({ runs: runs.map((doc) => ({ doc, state: stateOf(doc) })) });
  const { netContent } = product.approved?.content ?? product.content;
  return asMeasured(quantityOf(stamped, account.perStamp), unit, netContent)?.value ?? '0';
}
