import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stageKinds } from '../../server/domain/canonical-record.ts';
import { parseLocalTime } from '../../server/domain/local-time.ts';
import { productGroups, stageOf, stagesOf } from '../../server/domain/stage-catalogue.ts';
import { stageFaults } from '../../server/domain/stage-rules.ts';
import { catalogues } from '../../server/locales/catalogue.ts';

const now = new Date('2026-11-22T05:00:00Z');

describe.each(productGroups)('the stages of %s', (group) => {
  const stages = stagesOf(group);

  it('have codes of their own that a contract takes', () => {
    const codes = stages.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z][a-z-]{0,39}$/);
  });

  it('have names in both languages', () => {
    for (const { name, details } of stages) {
      for (const key of [name, ...details]) {
        expect(catalogues.vi[key]).toBeTruthy();
        expect(catalogues.en[key]).toBeTruthy();
      }
    }
  });

  it('bring the lot into being exactly once, from what comes before to what comes after', () => {
    const making = stages.findIndex(({ type }) => type === 'TransformationEvent');
    expect(stages.filter(({ type }) => type === 'TransformationEvent')).toHaveLength(1);
    expect(stages.slice(0, making).map(({ what }) => what)).not.toContain('lot');
    expect(stages.slice(making).map(({ what }) => what)).not.toContain('source');
    expect(stages[making]).toMatchObject({ quantity: 'required', action: null });
  });

  it('keep clear of the traps of the vocabulary', () => {
    for (const { bizStep, action, what, disposition, stays, kind } of stages) {
      // CBV: collecting is taking away for disposal; commissioning names a class, so it adds.
      expect(bizStep).not.toBe('collecting');
      expect(bizStep).not.toBe('');
      if (bizStep === 'commissioning') expect({ action, what }).toEqual({ action: 'ADD', what: 'source' });
      if (disposition === 'in_transit') expect(stays).toBe(false);
      expect(stageKinds).toContain(kind);
    }
  });
});

describe('a stage as told', () => {
  const harvest = stageOf('crops', 'harvest')!;
  const sowing = stageOf('crops', 'sowing')!;
  const spraying = stageOf('crops', 'spraying')!;
  const quantity = { value: '350', unit: 'KGM' } as const;

  it.each([
    ['the whole day', { startedAt: '2026-11-20', quantity }, []],
    [
      'begun at half past six, ended that day',
      { startedAt: '2026-11-20T06:30', endedAt: '2026-11-20', quantity },
      [],
    ],
    ['within minutes of now', { startedAt: '2026-11-22T12:08', quantity }, []],
    ['tomorrow', { startedAt: '2026-11-23', quantity }, ['/startedAt']],
    ['until tomorrow', { startedAt: '2026-11-20', endedAt: '2026-11-23', quantity }, ['/endedAt']],
    ['backwards', { startedAt: '2026-11-20T08:00', endedAt: '2026-11-20T07:59', quantity }, ['/endedAt']],
    ['on 30 February', { startedAt: '2026-02-30', quantity }, ['/startedAt']],
    ['at 24:00', { startedAt: '2026-11-20T24:00', quantity }, ['/startedAt']],
    ['without its yield', { startedAt: '2026-11-20' }, ['/quantity']],
    [
      'with nothing harvested',
      { startedAt: '2026-11-20', quantity: { value: '0.0', unit: 'KGM' as const } },
      ['/quantity/value'],
    ],
    [
      'in hectares',
      { startedAt: '2026-11-20', quantity: { value: '2', unit: 'HAR' as const } },
      ['/quantity/unit'],
    ],
  ])('%s', (_name, claims, pointers) => {
    expect(stageFaults(claims, harvest, now).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('measures land where land is worked, and nothing where nothing is measured', () => {
    const claims = { startedAt: '2026-06-01', quantity: { value: '1.2', unit: 'HAR' as const } };
    expect(stageFaults(claims, sowing, now)).toEqual([]);
    expect(stageFaults(claims, spraying, now)).toMatchObject([{ pointer: '/quantity' }]);
  });
});

it('a local time is the instant that the clocks of Viet Nam show', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      (date) => {
        const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
        const local = new Date(minute.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
        expect(parseLocalTime(local)).toEqual({ ok: true, value: minute });
      },
    ),
  );
});
