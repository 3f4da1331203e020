/** The units `from` up to, not including, `to`. */
export interface Interval {
  from: number;
  to: number;
}

/** A set of units: sorted, disjoint, nothing empty, nothing that could be joined. */
export type Intervals = readonly Interval[];

export const nothing: Intervals = [];

export function span(from: number, to: number): Intervals {
  return from < to ? [{ from, to }] : nothing;
}

/** The set of these units, in any order and however often each is named. */
export function setOf(units: Iterable<number>): Intervals {
  return joined([...units].sort((one, other) => one - other).map((unit) => ({ from: unit, to: unit + 1 })));
}

export function union(...sets: Intervals[]): Intervals {
  return joined(sets.flat().sort((one, other) => one.from - other.from));
}

export function intersect(a: Intervals, b: Intervals): Intervals {
  const common: Interval[] = [];
  let [i, j] = [0, 0];
  for (let one = a[0], other = b[0]; one && other; one = a[i], other = b[j]) {
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to, other.to);
    if (from < to) common.push({ from, to });
    if (one.to < other.to) i += 1;
    else j += 1;
  }
  return common;
}

/** What is in the first and in none of the others. */
export function subtract(a: Intervals, ...others: Intervals[]): Intervals {
  return intersect(a, outside(union(...others)));
}

export function contains(set: Intervals, unit: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = set[middle];
    if (!piece || unit < piece.from) high = middle - 1;
    else if (unit >= piece.to) low = middle + 1;
    else return true;
  }
  return false;
}

export function count(set: Intervals): number {
  return set.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Gaps and lengths in turn, seven bits a byte: a run of a million takes six bytes. */
export function encodeIntervals(set: Intervals): Buffer {
  const bytes: number[] = [];
  let last = 0;
  for (const { from, to } of set) {
    writeVarint(bytes, from - last);
    writeVarint(bytes, to - from);
    last = to;
  }
  return Buffer.from(bytes);
}

/** Throws where the bytes are no set of units in its one form. */
export function decodeIntervals(bytes: Uint8Array): Intervals {
  const numbers = readVarints(bytes);
  if (numbers.length % 2 === 1) throw new RangeError('Intervals: a gap without a length');
  const set: Interval[] = [];
  let from = 0;
  for (const [at, number] of numbers.entries()) {
    if (number === 0 && at > 0) throw new RangeError('Intervals: an empty piece or two that are one');
    if (at % 2 === 1) set.push({ from, to: from + number });
    from += number;
  }
  return set;
}

/** Takes intervals in the order of their beginnings. */
function joined(sorted: readonly Interval[]): Intervals {
  const set: Interval[] = [];
  for (const { from, to } of sorted) {
    const last = set.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else set.push({ from, to });
  }
  return set;
}

/** Everything else, without end. */
function outside(set: Intervals): Intervals {
  const gaps = set.map(({ from }, at) => ({ from: set[at - 1]?.to ?? 0, to: from }));
  return [...gaps.filter(({ from, to }) => from < to), { from: set.at(-1)?.to ?? 0, to: Infinity }];
}

function writeVarint(bytes: number[], number: number): void {
  let rest = number;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
}

function readVarints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 0;
  let shift = 0;
  for (const byte of bytes) {
    number |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte > 0x7f && shift < 28) continue;
    if (byte > 0x7f) throw new RangeError('Intervals: a number is too large');
    numbers.push(number);
    number = 0;
    shift = 0;
  }
  if (shift > 0) throw new RangeError('Intervals: cut short');
  return numbers;
}
