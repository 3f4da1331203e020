import { expandName } from './context.ts';
import type { Prefixes } from './context.ts';

const cbv = 'https://ref.gs1.org/cbv/';

/** Where the bare words of a field live (CBV 2.0 §7, its web vocabulary). */
const homes = {
  bizStep: `${cbv}BizStep-`,
  disposition: `${cbv}Disp-`,
  transactionType: `${cbv}BTT-`,
  partyType: `${cbv}SDT-`,
  component: `${cbv}Comp-`,
  errorReason: `${cbv}ER-`,
  measure: 'https://gs1.org/voc/',
  alert: 'https://gs1.org/voc/',
} as const;

export type WordKind = keyof typeof homes;

/** The same words as URNs, as they were written before version 2.0. */
const retired: [string, WordKind][] = [
  ['urn:epcglobal:cbv:bizstep:', 'bizStep'],
  ['urn:epcglobal:cbv:disp:', 'disposition'],
  ['urn:epcglobal:cbv:btt:', 'transactionType'],
  ['urn:epcglobal:cbv:sdt:', 'partyType'],
  ['urn:epcglobal:cbv:er:', 'errorReason'],
];

/** A word of the vocabulary as its URI, however it was written; another's word stays what it is. */
export function expandWord(kind: WordKind, word: string, prefixes: Prefixes): string {
  const urn = retired.find(([start]) => word.startsWith(start));
  if (urn) return homes[urn[1]] + word.slice(urn[0].length);
  return word.includes(':') ? expandName(word, prefixes) : homes[kind] + word;
}
