import { randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import type { Fault } from '../../domain/errors.ts';
import { printedTraceUri } from '../../domain/identifiers/digital-link.ts';
import { internalCode } from '../../domain/identifiers/internal-code.ts';
import { recordService } from '../../ledger/record-service.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import { reviewOf } from '../../ledger/review-of.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProductContent } from '../../platform/contract-types.ts';
import type { FileService } from '../files/file-service.ts';
import { ProductModel } from './product-model.ts';
import type { ProductExtra } from './product-model.ts';
import {
  codeFaults,
  isGtinKey,
  missingFromProduct,
  normaliseProduct,
  pictureFaults,
  productFaults,
} from './product-rules.ts';

interface Parts {
  ledger: Ledger;
  clock: Clock;
  organisations: { namesOf: NamesOf };
  files: Pick<FileService, 'owned' | 'publish'>;
  /** Scheme and host of every printed code. */
  publicOrigin: string;
}

export type ProductService = ReturnType<typeof productService>;

/** Product types, each with the code that its batches and stamps are known by. */
export function productService({ ledger, clock, organisations, files, publicOrigin }: Parts) {
  const records = recordService<ProductContent, ProductExtra, { traceKey: string; uri: string }>({
    ledger,
    clock,
    model: ProductModel,
    rules: {
      kind: 'product',
      normalise: normaliseProduct,
      check: async (content, organisation, id) => [
        ...productFaults(content),
        ...codeFaults(content, await approvedKey(id)),
        ...(await gtinTaken(content, id)),
        ...pictureFaults(content.images, await files.owned(content.images, organisation)),
      ],
      title: ({ name }) => name,
      keywords: ({ nameEn = '', brand = '', gtin = '' }) => [nameEn, brand, gtin],
      beside: ({ gtin }, doc) => ({ traceKey: traceKeyFor(gtin, doc?.traceKey) }),
    },
    namesOf: organisations.namesOf,
    shownWith: (_content, { traceKey }) => ({ traceKey, uri: uriOf(traceKey) }),
  });

  return {
    ...records,

    reviewPort: reviewOf<ProductContent, ProductExtra>({
      kind: 'product',
      clock,
      model: ProductModel,
      missing: (doc) => Promise.resolve(missingFromProduct(doc.content)),
      approved: (doc) => files.publish(doc.approved?.content.images ?? []),
    }),
  };

  function uriOf(traceKey: string): string {
    const ai = isGtinKey(traceKey) ? '01' : 't';
    return printedTraceUri(publicOrigin, { key: { ai, value: traceKey }, qualifiers: [] });
  }
}

/** A draft may still change from an internal code to a GTIN and back; `codeFaults` holds what was approved. */
function traceKeyFor(gtin: string | undefined, current: string | undefined): string {
  if (gtin !== undefined) return gtin;
  return current !== undefined && !isGtinKey(current) ? current : internalCode(randomBytes(8));
}

async function approvedKey(id: string | null): Promise<string | null> {
  if (id === null) return null;
  const doc = await ProductModel.findById(new Types.ObjectId(id)).lean();
  return doc?.approved ? doc.traceKey : null;
}

async function gtinTaken({ gtin }: ProductContent, id: string | null): Promise<Fault[]> {
  if (gtin === undefined) return [];
  const other = await ProductModel.exists({
    traceKey: gtin,
    ...(id !== null && { _id: { $ne: new Types.ObjectId(id) } }),
  });
  return other ? [{ pointer: '/gtin', key: 'product.gtin-taken' }] : [];
}
