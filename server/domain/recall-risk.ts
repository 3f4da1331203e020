/** What may be wrong with recalled goods, as the department tells the public. */
export const recallRisks = [
  'pathogen',
  'residue',
  'veterinary-residue',
  'heavy-metal',
  'toxin',
  'allergen',
  'foreign-body',
  'additive',
  'label',
  'spoilage',
  'other',
] as const;

/** What whoever returns recalled goods gets for them. */
export const recallRemedies = ['refund', 'exchange', 'refund-or-exchange', 'other'] as const;
