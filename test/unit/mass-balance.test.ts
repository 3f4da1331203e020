import { describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import fc from 'fast-check';
import { balanceVerdicts, statementOf } from '../../server/domain/balance-check.ts';
import {
  batchCheck,
  inputCheck,
  leftAfter,
  makingCheck,
  stampsCheck,
  usesCheck,
} from '../../server/domain/mass-balance.ts';
import type { BalanceLine } from '../../server/domain/balance-check.ts';
import type { Making } from '../../server/domain/mass-balance.ts';
import { convert } from '../../server/domain/quantity.ts';
import type { Quantity, UnitCode } from '../../server/domain/quantity.ts';
import { defaultRates } from '../../server/domain/recovery-defaults.ts';
import { unknownGoods } from '../../server/domain/recovery-rate.ts';
import type { RecoveryRate } from '../../server/domain/recovery-rate.ts';

const q = (text: string): Quantity => {
  const [value = '', unit = ''] = text.split(' ');
  return { value, unit: unit as UnitCode };
};
const line = (text: string | null, goods = unknownGoods): BalanceLine => ({
  title: null,
  stage: null,
  quantity: text === null ? null : q(text),
  goods,
});

const sugar = { product: 'a1', group: 'processing', netContent: q('0.5 KGM') } as const;
const sapToSugar: RecoveryRate = {
  output: 'product:a1',
  stage: 'processing',
  input: 'any',
  most: q('0.16 KGM'),
  per: 'LTR',
  tolerance: '5',
  validFrom: '2026-01-01',
  source: 'Nấu thử tại Văn Giáo',
};
const boiled = (out: string[], inputs: (string | null)[], more: Partial<Making> = {}): Making => ({
  stage: 'processing',
  on: '2026-11-02',
  output: sugar,
  made: out.map(q),
  inputs: inputs.map((text) => line(text)),
  ...more,
});

describe('what a stage made against what went in', () => {
  const rates = [...defaultRates, sapToSugar];

  it.each([
    ['exactly what can come of it', ['128 KGM'], ['800 LTR'], { verdict: 'ok', over: null }],
    ['less', ['100 KGM'], ['800 LTR'], { verdict: 'ok', over: null }],
    ['more, within the tolerance', ['134.4 KGM'], ['800 LTR'], { verdict: 'warning', over: '6.4' }],
    ['more than that', ['134.5 KGM'], ['800 LTR'], { verdict: 'breach', over: '6.5' }],
    [
      'told in tonnes and cubic decimetres',
      ['0.1345 TNE'],
      ['800000 MLT'],
      { verdict: 'breach', over: '0.0065' },
    ],
    ['told in pieces of half a kilogram', ['269 H87'], ['800 LTR'], { verdict: 'breach', over: '6.5' }],
    ['in several runs', ['60 KGM', '68 KGM'], ['400 LTR', '400 LTR'], { verdict: 'ok', over: null }],
    ['sugar boiled down again, by the default', ['50 KGM'], ['50 KGM'], { verdict: 'ok', over: null }],
    ['of nothing', ['50 KGM'], [], { verdict: 'unknown', over: null }],
    ['of an amount nobody told', ['50 KGM'], ['200 LTR', null], { verdict: 'unknown', over: null }],
    ['of enough without what was not told', ['30 KGM'], ['200 LTR', null], { verdict: 'ok', over: null }],
    ['of land, for which there is no rate', ['50 KGM'], ['1 HAR'], { verdict: 'unknown', over: null }],
    ['told without an amount', [], ['800 LTR'], { verdict: 'unknown', over: null }],
  ] as const)('%s', (_, out, inputs, { verdict, over }) => {
    const check = makingCheck(boiled([...out], [...inputs]), rates);
    expect(check.verdict).toBe(verdict);
    expect(check.over?.value ?? null).toBe(over);
  });

  it('names the rate it used and how much it lets come of each input', () => {
    const { lines, most, limit } = makingCheck(boiled(['128 KGM'], ['500 LTR', '300 LTR']), rates);
    expect(lines.map(({ rate, most: of }) => [rate?.source, of?.value])).toEqual([
      [sapToSugar.source, '80'],
      [sapToSugar.source, '48'],
    ]);
    expect([most?.value, limit?.value]).toEqual(['128', '134.4']);
  });

  it('says why nothing can be said', () => {
    const gap = (making: Making) => makingCheck(making, rates).gap;
    expect(gap(boiled(['50 KGM'], []))).toBe('no-inputs');
    expect(gap(boiled(['50 KGM'], [null]))).toBe('no-amount');
    expect(gap(boiled(['50 KGM'], ['1 HAR']))).toBe('no-rate');
    expect(gap(boiled(['50 KGM', '3 HAR'], ['800 LTR']))).toBe('units');
  });
});

describe('the rate that counts', () => {
  const other = { ...sapToSugar, most: q('0.2 KGM') };
  const mostWith = (rates: RecoveryRate[], goods = unknownGoods) =>
    makingCheck(boiled(['1 KGM'], [], { inputs: [line('100 LTR', goods)] }), rates).most?.value;

  it.each([
    ['of a product before that of its group', [sapToSugar, { ...other, output: 'group:processing' }], '16'],
    ['valid on the day of production', [sapToSugar, { ...other, validFrom: '2026-11-03' }], '16'],
    ['valid last', [sapToSugar, { ...other, validFrom: '2026-11-02' }], '20'],
    ['told last for the same day', [sapToSugar, other], '20'],
    ['whose units fit', [sapToSugar, { ...other, per: 'KGM', validFrom: '2026-10-01' }], '16'],
    ['of the same stage', [sapToSugar, { ...other, stage: 'harvest' }], '16'],
  ] as const)('is the one %s', (_, rates, most) => {
    expect(mostWith([...rates] as RecoveryRate[])).toBe(most);
  });

  it('is the one for this input before the one for any', () => {
    const fruit = { ...unknownGoods, group: 'crops' as const };
    const ofCrops: RecoveryRate = { ...other, input: 'group:crops' };
    expect(mostWith([ofCrops, sapToSugar], fruit)).toBe('20');
    expect(mostWith([ofCrops, sapToSugar])).toBe('16');
  });
});

describe('a lot against what was made, used and stamped of it', () => {
  it.each([
    ['180 KGM', ['192 KGM'], 'ok'],
    ['193 KGM', ['192 KGM'], 'warning'],
    ['200 KGM', ['192 KGM'], 'breach'],
    ['384 H87', ['192 KGM'], 'ok'],
    ['500 H87', ['192 KGM'], 'breach'],
    ['180 KGM', [], 'unknown'],
    ['180 KGM', ['1 LTR'], 'unknown'],
  ] as const)('%s of %j is %s', (quantity, made, verdict) => {
    expect(batchCheck(q(quantity), made.map(q), sugar).verdict).toBe(verdict);
  });

  it('counts what others used only where it is more than what was handed over', () => {
    const uses = (own: string[], given: string[], foreign: string[]) =>
      usesCheck(
        q('100 KGM'),
        {
          own: own.map((text) => line(text)),
          handedOver: given.map((text) => line(text)),
          foreign: foreign.map((text) => line(text)),
        },
        sugar,
      );
    expect(uses(['40 KGM'], ['60 KGM'], ['60 KGM'])).toMatchObject({ verdict: 'ok', out: q('100 KGM') });
    expect(uses(['40 KGM'], ['60 KGM'], ['65 KGM'])).toMatchObject({ verdict: 'breach', over: q('5 KGM') });
    expect(uses(['41 KGM'], ['60 KGM'], [])).toMatchObject({ verdict: 'warning', over: q('1 KGM') });
    expect(uses(['40 KGM'], ['100 H87'], [])).toMatchObject({ verdict: 'ok', out: q('90 KGM') });
  });

  it('lets no stamp stand for more than the lot', () => {
    expect(stampsCheck(q('100 KGM'), q('200 H87'), sugar).verdict).toBe('ok');
    expect(stampsCheck(q('100 KGM'), q('201 H87'), sugar).verdict).toBe('breach');
    expect(stampsCheck(q('100 LTR'), q('1 H87'), sugar).verdict).toBe('unknown');
  });

  it('is told whole by its worst part', () => {
    const ok = batchCheck(q('1 KGM'), [q('1 KGM')], sugar);
    const unknown = batchCheck(q('1 KGM'), [], sugar);
    const breach = batchCheck(q('9 KGM'), [q('1 KGM')], sugar);
    expect(statementOf([ok]).verdict).toBe('ok');
    expect(statementOf([ok, unknown]).verdict).toBe('unknown');
    expect(statementOf([breach, ok, unknown]).verdict).toBe('breach');
    expect(statementOf([]).verdict).toBe('ok');
  });
});

describe('whatever is told', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 }).map((n) => new Big(n).div(1000).toFixed());
  const masses = fc.constantFrom<UnitCode>('KGM', 'GRM', 'TNE');
  const inputs = fc.array(fc.option(amount), { maxLength: 6 });
  const rank = (making: Making) =>
    balanceVerdicts.indexOf(makingCheck(making, [...defaultRates, sapToSugar]).verdict);
  const sap = (values: readonly (string | null)[]) =>
    values.map((value) => line(value === null ? null : `${value} LTR`));

  it('no figure is negative', () => {
    fc.assert(
      fc.property(amount, inputs, amount, (out, given, used) => {
        const check = makingCheck(boiled([`${out} KGM`], [], { inputs: sap(given) }), [sapToSugar]);
        const left = leftAfter(q(`${out} KGM`), [line(`${used} KGM`)], sugar);
        for (const figure of [check.out, check.most, check.limit, check.over, left]) {
          expect(new Big(figure?.value ?? 0).gte(0)).toBe(true);
        }
      }),
    );
  });

  it('more input never makes it worse, more output never better', () => {
    fc.assert(
      fc.property(amount, amount, inputs, amount, (out, more, given, added) => {
        const before = rank(boiled([`${out} KGM`], [], { inputs: sap(given) }));
        const fuller = rank(boiled([`${out} KGM`], [], { inputs: sap([...given, added]) }));
        const larger = rank(boiled([`${new Big(out).plus(more).toFixed()} KGM`], [], { inputs: sap(given) }));
        if (given.length > 0) expect(fuller).toBeLessThanOrEqual(before);
        expect(larger).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('the units it is told in make no difference', () => {
    fc.assert(
      fc.property(amount, amount, masses, masses, (has, used, one, other) => {
        const check = (a: Quantity, b: Quantity) =>
          inputCheck('', a, { used: [{ ...line(null), quantity: b }], goods: sugar }).verdict;
        const [whole, part] = [q(`${has} KGM`), q(`${used} KGM`)];
        expect(check(convert(whole, one), convert(part, other))).toBe(check(whole, part));
        const made = (a: Quantity, b: Quantity) => batchCheck(a, [b], sugar).verdict;
        expect(made(convert(whole, one), convert(part, other))).toBe(made(whole, part));
      }),
    );
  });
});
