import { wrapped, wrappedOrCut } from './label-text.ts';
import type { Measure, Weight } from './label-text.ts';

export type LabelField = 'logo' | 'name' | 'lot' | 'producedOn' | 'expiresOn' | 'host';

/** What a label says beside its symbol; the same on every label of a job. */
export interface LabelWords {
  name: string;
  /** In the order shown: "Lô L2026-09", "NSX 05/09/2026" … */
  details: { field: Exclude<LabelField, 'logo' | 'name'>; text: string }[];
  hasLogo: boolean;
  /** The caption of the hidden code, where the run has one. */
  hiddenCaption?: string;
}

/** One block of a label's text, from top to bottom. */
export type LabelBlock =
  | { kind: 'text'; text: string; weight: Weight; size: number; height: number }
  /** Groups `from` to `to` of the serial, which differs on every label. */
  | { kind: 'serial'; from: number; to: number; size: number; height: number }
  | { kind: 'hidden'; size: number; height: number }
  | { kind: 'logo'; height: number };

export interface LabelLines {
  /** What goes to the head of the room, and what to its foot. */
  head: LabelBlock[];
  foot: LabelBlock[];
  height: number;
  leftOut: LabelField[];
}

interface Room {
  width: number;
  height: number;
}

const leading = 1.24;
const sizes = { name: 2.9, detail: 2.2, serial: 2.2, caption: 1.8, hidden: 2.6 };
/** At the least scale a detail stands 1.5 mm high (4.2 pt), the smallest that office printers keep readable. */
const scales = [1.7, 1.5, 1.35, 1.2, 1.1, 1, 0.92, 0.84, 0.76, 0.68];
/** How a name too long for its room is cut. */
const cuts = [
  { scale: 0.84, mostLines: 2 },
  { scale: 0.68, mostLines: 2 },
  { scale: 0.68, mostLines: 1 },
];
/** Given up from left to right where there is no room: serial, symbol and hidden code never are. */
const sacrifices: LabelField[] = ['logo', 'producedOn', 'host', 'expiresOn', 'lot', 'name'];
const serialGroups = 5;
/** Two spaces: one of this typeface is too narrow to tell groups apart. */
export const groupGap = '  ';

/** The text of a label as large as its room allows; undefined where not even the serial fits. */
export function labelLines(words: LabelWords, room: Room, measure: Measure): LabelLines | undefined {
  const present = sacrifices.filter((field) => has(words, field));
  for (let count = 0; count <= present.length; count++) {
    const leftOut = present.slice(0, count);
    const lines = scaled(without(words, leftOut), room, measure);
    if (lines) return { ...lines, leftOut };
  }
  return undefined;
}

/** The serial's width at size 1: that of average letters and a margin which one serial in 30,000 passes by a hair. */
export function serialWidth(groups: number, measure: Measure): number {
  const letters = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (letter) => measure(letter, 'bold'));
  const mean = letters.reduce((sum, width) => sum + width, 0) / letters.length;
  const variance = letters.reduce((sum, width) => sum + (width - mean) ** 2, 0) / letters.length;
  const count = groups * 4;
  return count * mean + 4 * Math.sqrt(count * variance) + (groups - 1) * measure(groupGap, 'bold');
}

function scaled(words: LabelWords, room: Room, measure: Measure): Omit<LabelLines, 'leftOut'> | undefined {
  const whole = scales.map((scale) => ({ scale, mostLines: 3, mayCut: false }));
  const shortened = cuts.map((way) => ({ ...way, mayCut: true }));
  for (const attempt of [...whole, ...(words.name === '' ? [] : shortened)]) {
    const lines = blocksAt(attempt, words, room, measure);
    if (lines) return lines;
  }
  return undefined;
}

interface Attempt {
  scale: number;
  mostLines: number;
  mayCut: boolean;
}

function blocksAt(
  { scale, mostLines, mayCut }: Attempt,
  words: LabelWords,
  { width, height }: Room,
  measure: Measure,
): Omit<LabelLines, 'leftOut'> | undefined {
  const nameRoom = { width, size: sizes.name * scale, weight: 'bold' as const, mostLines };
  const breakName = mayCut ? wrappedOrCut : wrapped;
  const name = words.name === '' ? [] : breakName(words.name, nameRoom, measure);
  const serial = serialBlocks(sizes.serial * scale, width, measure);
  const details = words.details.map(({ text }) => textBlock(text, 'regular', sizes.detail * scale));
  const isTooWide = details.some(({ text, size }) => measure(text, 'regular') * size > width);
  if (!name || !serial || isTooWide) return undefined;
  const head: LabelBlock[] = [
    ...(words.hasLogo ? [{ kind: 'logo' as const, height: Math.max(4.5, 5.5 * scale) }] : []),
    ...name.map((line) => textBlock(line, 'bold', nameRoom.size)),
    ...details,
  ];
  const foot = [...serial, ...hiddenBlocks(words, scale)];
  const needed = [...head, ...foot].reduce((sum, block) => sum + block.height, 0);
  return needed <= height + 1e-6 ? { head, foot, height: needed } : undefined;
}

/** In as few lines as the width allows, groups kept whole. */
function serialBlocks(size: number, width: number, measure: Measure): LabelBlock[] | undefined {
  for (const perLine of [5, 3, 2, 1]) {
    if (serialWidth(perLine, measure) * size > width) continue;
    const lines = Math.ceil(serialGroups / perLine);
    return Array.from({ length: lines }, (_, line) => ({
      kind: 'serial' as const,
      from: line * perLine,
      to: Math.min((line + 1) * perLine, serialGroups),
      size,
      height: size * leading,
    }));
  }
  return undefined;
}

function hiddenBlocks({ hiddenCaption }: LabelWords, scale: number): LabelBlock[] {
  if (hiddenCaption === undefined) return [];
  const size = sizes.hidden * scale;
  return [
    textBlock(hiddenCaption, 'regular', sizes.caption * scale),
    { kind: 'hidden', size, height: size * 1.5 },
  ];
}

function textBlock(text: string, weight: Weight, size: number) {
  return { kind: 'text' as const, text, weight, size, height: size * leading };
}

function has(words: LabelWords, field: LabelField): boolean {
  if (field === 'logo') return words.hasLogo;
  return field === 'name' ? words.name !== '' : words.details.some((detail) => detail.field === field);
}

function without(words: LabelWords, fields: readonly LabelField[]): LabelWords {
  return {
    ...words,
    name: fields.includes('name') ? '' : words.name,
    hasLogo: words.hasLogo && !fields.includes('logo'),
    details: words.details.filter(({ field }) => !fields.includes(field)),
  };
}
