import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  contains,
  count,
  decodeIntervals,
  encodeIntervals,
  intersect,
  setOf,
  span,
  subtract,
  union,
} from '../../../server/domain/stamps/intervals.ts';
import type { Intervals } from '../../../server/domain/stamps/intervals.ts';

const units = fc.array(fc.nat({ max: 60 }), { maxLength: 40 });
const sets = fc.tuple(units, units);

function members(set: Intervals): number[] {
  return set.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
}

function expectOneForm(set: Intervals): void {
  set.forEach(({ from, to }, at) => {
    expect(from).toBeLessThan(to);
    if (at > 0) expect(from).toBeGreaterThan(set[at - 1]?.to ?? -1);
  });
}

describe('sets of units', () => {
  it('agree with sets of single numbers, in their one form', () => {
    fc.assert(
      fc.property(sets, ([one, other]) => {
        const [a, b] = [setOf(one), setOf(other)];
        const inOther = new Set(other);
        const distinct = [...new Set(one)].sort((x, y) => x - y);
        expect(members(a)).toEqual(distinct);
        expect(members(intersect(a, b))).toEqual(distinct.filter((unit) => inOther.has(unit)));
        expect(members(subtract(a, b))).toEqual(distinct.filter((unit) => !inOther.has(unit)));
        expect(members(union(a, b))).toEqual([...new Set([...one, ...other])].sort((x, y) => x - y));
        expect(count(a)).toBe(distinct.length);
        for (let unit = 0; unit <= 61; unit += 1) expect(contains(a, unit)).toBe(distinct.includes(unit));
        for (const set of [a, union(a, b), intersect(a, b), subtract(a, b)]) expectOneForm(set);
      }),
    );
  });

  it('come back from their stored form as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 22 - 1 }), { maxLength: 60 }), (some) => {
        expect(decodeIntervals(encodeIntervals(setOf(some)))).toEqual(setOf(some));
      }),
    );
  });

  it('take at most eight bytes a piece, and eight for all stamps of the largest batch', () => {
    expect(encodeIntervals(span(0, 2 ** 22)).length).toBeLessThanOrEqual(8);
    expect(encodeIntervals(span(2 ** 22 - 1, 2 ** 22)).length).toBeLessThanOrEqual(8);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 22 - 1 }), { maxLength: 60 }), (some) => {
        const set = setOf(some);
        expect(encodeIntervals(set).length).toBeLessThanOrEqual(8 * set.length);
      }),
    );
  });

  it('take two bytes for each stamp torn out of a sheet', () => {
    const torn = setOf(Array.from({ length: 500 }, (_, index) => index * 50));
    expect(encodeIntervals(torn).length).toBe(1000);
  });

  it.each([
    ['a gap without a length', [5]],
    ['an empty piece', [5, 0]],
    ['two pieces that are one', [5, 1, 0, 1]],
    ['a number cut short', [5, 0x80]],
    ['a number no batch has', [0x80, 0x80, 0x80, 0x80, 0x80, 1, 1]],
  ])('are refused where the bytes have %s', (_, bytes) => {
    expect(() => decodeIntervals(Uint8Array.from(bytes))).toThrow(RangeError);
  });
});
