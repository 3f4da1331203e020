/**
 * A square of modules for comparing 32 of them at once: word `lane * size + line` holds modules `32 * lane …` of a
 * line, one a bit. Kept both ways round, because runs count along rows and columns alike.
 */
export interface PackedModules {
  size: number;
  rows: Int32Array;
  columns: Int32Array;
}

/** `cells` holds one module a byte, row by row. */
export function packModules(cells: Uint8Array, size: number): PackedModules {
  const words = Math.ceil(size / 32) * size;
  const packed = { size, rows: new Int32Array(words), columns: new Int32Array(words) };
  for (let row = 0, at = 0; row < size; row++) {
    for (let column = 0; column < size; column++, at++) {
      if (cells[at] !== 1) continue;
      setBit(packed.rows, (column >> 5) * size + row, column);
      setBit(packed.columns, (row >> 5) * size + column, row);
    }
  }
  return packed;
}

/** The modules of `one` turned over where `other` is dark. */
export function exclusiveOr(one: PackedModules, other: PackedModules): PackedModules {
  const { size } = one;
  return { size, rows: xor(one.rows, other.rows), columns: xor(one.columns, other.columns) };
}

/**
 * How hard a masked symbol is to read, by the four features of ISO/IEC 18004 §7.8.3: runs of one colour, blocks of
 * one colour, patterns like a finder's, and the balance of dark and light. The mask with the lowest sum is used.
 */
export function maskPenalty({ size, rows, columns }: PackedModules): number {
  let penalty = blocks(rows, size) + balance(rows, size);
  for (let lane = 0; lane * 32 < size; lane++) {
    const valid = lanesOf(size - lane * 32);
    const from = lane * size;
    penalty += alongLines(columns.subarray(from, from + size), valid);
    penalty += alongLines(rows.subarray(from, from + size), valid);
  }
  return penalty;
}

/** Runs of five and more, and finder-like patterns beside four light modules, down every bit of the words. */
function alongLines(words: Int32Array, valid: number): number {
  const size = words.length;
  let penalty = 0;
  let runBefore = 0;
  let [a, b, c, d] = [word(words, 0), word(words, 1), word(words, 2), word(words, 3)];
  for (let at = 0; at + 4 < size; at++) {
    const e = word(words, at + 4);
    const run = ((a & b & c & d & e) | ~(a | b | c | d | e)) & valid;
    if (run !== 0) penalty += ones(run) + 2 * ones(run & ~runBefore);
    runBefore = run;
    const finder = a & ~b & c & d & e & ~word(words, at + 5) & word(words, at + 6);
    if (finder !== 0) {
      penalty += 40 * (ones(finder & lightAt(words, at + 7)) + ones(finder & lightAt(words, at - 4)));
    }
    a = b;
    b = c;
    c = d;
    d = e;
  }
  return penalty;
}

/** The bits that are light in four words on end; none where those are not all inside the symbol. */
function lightAt(words: Int32Array, from: number): number {
  if (from < 0 || from + 4 > words.length) return 0;
  return ~(word(words, from) | word(words, from + 1) | word(words, from + 2) | word(words, from + 3));
}

function blocks(rows: Int32Array, size: number): number {
  let found = 0;
  for (let lane = 0; lane * 32 < size; lane++) {
    const pairs = lanesOf(size - 1 - lane * 32);
    let before = 0;
    for (let row = 0; row < size; row++) {
      const at = lane * size + row;
      const here = word(rows, at);
      const next = (here >>> 1) | (word(rows, at + size) << 31);
      const evenAcross = ~(here ^ next) & pairs;
      if (row > 0) found += ones(evenAcross & before & ~(here ^ word(rows, at - 1)));
      before = evenAcross;
    }
  }
  return found * 3;
}

function balance(rows: Int32Array, size: number): number {
  let dark = 0;
  for (const bits of rows) dark += ones(bits);
  return Math.abs(Math.ceil((dark * 20) / (size * size)) - 10) * 10;
}

function setBit(words: Int32Array, at: number, bit: number): void {
  words[at] = word(words, at) | (1 << (bit & 31));
}

function xor(one: Int32Array, other: Int32Array): Int32Array {
  const result = new Int32Array(one.length);
  for (let at = 0; at < one.length; at++) result[at] = word(one, at) ^ word(other, at);
  return result;
}

/** Past the end there is nothing dark. */
function word(words: Int32Array, at: number): number {
  return words[at] ?? 0;
}

function lanesOf(count: number): number {
  if (count >= 32) return -1;
  return count <= 0 ? 0 : (1 << count) - 1;
}

function ones(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
