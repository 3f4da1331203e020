import type { ReviewKind } from './change.ts';

/** Remarks about a whole that stand at one of its fields in the producer's form. */
export const wholeFields: Record<ReviewKind, Readonly<Record<string, string>>> = {
  organisation: { '/address': '/address/communeCode' },
  place: { '/geometry': '/geometry/latitude', '/address': '/address/communeCode' },
  product: {
    '/standards': '/standards/0/kind',
    ...Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`/standards/${index}`, `/standards/${index}/kind`]),
    ),
  },
  certificate: {},
  batch: {},
};

/** Where the producer mends what a remark is about, below the record's own address: its field in the form, or a stage. */
export function mendingPlace(pointer: string, standsAt: Readonly<Record<string, string>> = {}): string {
  if (pointer.startsWith('/stages')) return pointer === '/stages' ? '/stages/new' : '#stages';
  const name = (standsAt[pointer] ?? pointer)
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
  return `/edit#f-${name.replace(/(\.value|\.\d+)$/, '')}`;
}
