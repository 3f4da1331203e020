import { tracePath } from '../domain/identifiers/digital-link.ts';
import type { LinkPart } from '../domain/identifiers/digital-link.ts';

interface Coded {
  product: { key: LinkPart };
  batch: { content: { lot: string } } | null;
}

/** The canonical path of its printed code, without the first slash; the key of the read model. */
export function originPath({ product, batch }: Coded): string {
  const qualifiers = batch ? [{ ai: '10', value: batch.content.lot }] : [];
  return tracePath({ key: product.key, qualifiers }).slice(1);
}
