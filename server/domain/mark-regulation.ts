import type { MarkKind } from './mark-right.ts';

/**
 * What a regulation of use must say, by kind of mark: collective marks Law 50/2005 art. 105(4), certification marks
 * art. 105(5), geographical indications the description of art. 106.
 */
export const regulationItems = {
  collective: ['owner', 'membership', 'permitted', 'conditions', 'violations'],
  certification: ['owner', 'conditions', 'characteristics', 'assessment', 'control', 'fees'],
  'geographical-indication': [
    'sign',
    'product',
    'character',
    'map',
    'delimitation',
    'proofOfOrigin',
    'localMethod',
  ],
} as const satisfies Record<MarkKind, readonly string[]>;

export type RegulationItem = (typeof regulationItems)[MarkKind][number];

/** Those the law asks for and the regulation lacks; blank counts as lacking. */
export function missingItems(
  kind: MarkKind,
  items: Partial<Record<RegulationItem, string | undefined>>,
): RegulationItem[] {
  return regulationItems[kind].filter((item) => (items[item] ?? '').trim() === '');
}
