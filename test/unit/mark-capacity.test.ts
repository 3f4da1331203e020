import { describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import { asMeasured, capacityOf, leftIn, percentOf, redraw } from '../../server/domain/mark-capacity.ts';
import type { Balance } from '../../server/domain/mark-capacity.ts';

const norm = { value: '900', unit: 'KGM', per: 'HAR' } as const;
const balance: Balance = { unit: 'KGM', ceiling: '1000', raised: '50', claimed: '900', stamped: '300' };

describe('the capacity of a right of use', () => {
  it.each([
    ['2.4 hectares', { value: '2.4', unit: 'HAR' }, '1', '2160'],
    ['the same in square metres', { value: '24000', unit: 'MTK' }, '1', '2160'],
    ['a share of it', { value: '2.4', unit: 'HAR' }, '0.35', '756'],
    ['a third of a square metre, never rounded up', { value: '0.333333', unit: 'MTK' }, '0.9999', '0.029'],
  ] as const)('of %s is area × norm × share', (_case, area, share, kilograms) => {
    expect(capacityOf(area, norm, share)).toEqual({ value: kilograms, unit: 'KGM' });
  });
});

describe('a balance', () => {
  it('has left what nobody has drawn, raises included', () => {
    expect(leftIn(balance)).toEqual({ value: '150', unit: 'KGM' });
    expect(leftIn({ ...balance, claimed: '2000' })).toEqual({ value: '0', unit: 'KGM' });
  });

  it('takes a draw up to the last gram and says by how much a larger one is too much', () => {
    expect(redraw(balance, '0', '150')).toMatchObject({ ok: true, balance: { claimed: '1050' } });
    expect(redraw(balance, '0', '150.001')).toEqual({
      ok: false,
      shortfall: { value: '0.001', unit: 'KGM' },
    });
    expect(redraw(balance, '100', '250')).toMatchObject({ ok: true });
  });

  it('always takes less than before, even where the ceiling was lowered', () => {
    expect(redraw({ ...balance, ceiling: '10' }, '500', '400')).toMatchObject({ ok: true });
    expect(redraw({ ...balance, ceiling: '10' }, '500', '501')).toMatchObject({ ok: false });
  });

  it('never lets a thousand random draws exceed the limit', () => {
    let state = { ...balance, claimed: '0' };
    let seed = 42;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const drawn = Array.from({ length: 12 }, () => '0');
    for (let turn = 0; turn < 1000; turn += 1) {
      const at = Math.floor(random() * drawn.length);
      const wanted = (random() * 400).toFixed(3);
      const next = redraw(state, drawn[at] ?? '0', wanted);
      if (!next.ok) continue;
      state = next.balance;
      drawn[at] = wanted;
      const sum = drawn.reduce((total, value) => total.plus(value), new Big(0));
      expect(sum.eq(state.claimed)).toBe(true);
      expect(sum.lte(1050)).toBe(true);
    }
  });
});

describe('what a batch draws', () => {
  it('is its quantity in the unit of the ceiling, pieces by what one holds', () => {
    expect(asMeasured({ value: '1.25', unit: 'TNE' }, 'KGM', undefined)?.value).toBe('1250');
    expect(asMeasured({ value: '96', unit: 'H87' }, 'KGM', { value: '500', unit: 'GRM' })?.value).toBe('48');
    expect(asMeasured({ value: '96', unit: 'H87' }, 'KGM', undefined)).toBeUndefined();
    expect(asMeasured({ value: '96', unit: 'LTR' }, 'KGM', { value: '1', unit: 'KGM' })).toBeUndefined();
  });

  it('is told in percent where there is a whole', () => {
    expect([percentOf('1', '3'), percentOf('1', '0')]).toEqual(['33.3', undefined]);
  });
});
