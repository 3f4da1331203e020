import { describe, expect, it } from '@jest/globals';
import { scanVerdict, verdictTones } from '../../server/domain/scan-verdict.ts';
import type { ScanFacts, VerdictKind } from '../../server/domain/scan-verdict.ts';
import { translate } from '../../server/platform/i18n.ts';
import { verdictWords } from '../../server/sites/shared/verdict-words.ts';

const first = new Date('2026-09-12T02:00:00Z');
const last = new Date('2026-09-14T02:00:00Z');
const day = '2026-09-12';

const units = {
  none: null,
  issued: { state: 'issued', held: false },
  printed: { state: 'printed', held: false },
  active: { state: 'active', held: false },
  activeHeld: { state: 'active', held: true },
  void: { state: 'void', voidReason: 'stolen', held: false },
  voidHeld: { state: 'void', voidReason: 'stolen', held: true },
  returned: { state: 'returned', held: false },
} satisfies Record<string, ScanFacts['unit']>;

const batches = {
  none: null,
  approved: { kind: 'approved', on: day },
  expired: { kind: 'expired', on: day },
  suspended: { kind: 'suspended', on: day, reason: 'Chờ kết quả kiểm nghiệm' },
  withdrawn: { kind: 'withdrawn', on: day, reason: 'Dữ liệu sai' },
  recalled: { kind: 'recalled', on: day, reason: 'Vượt dư lượng cho phép' },
} satisfies Record<string, ScanFacts['batch']>;

/** Rows are units, columns batches: none, approved, expired, suspended, taken down, recalled; looked up for the first time. */
const table: Record<keyof typeof units, VerdictKind[]> = {
  none: ['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
  issued: ['inactive', 'inactive', 'inactive', 'inactive', 'inactive', 'recalled'],
  printed: ['inactive', 'inactive', 'inactive', 'inactive', 'inactive', 'recalled'],
  active: ['inactive', 'first', 'expired', 'suspended', 'withdrawn', 'recalled'],
  activeHeld: ['held', 'held', 'held', 'held', 'held', 'recalled'],
  void: ['void', 'void', 'void', 'void', 'void', 'recalled'],
  voidHeld: ['void', 'void', 'void', 'void', 'void', 'recalled'],
  returned: ['returned', 'returned', 'returned', 'returned', 'returned', 'recalled'],
};

const seen = (sessions: number, provinces = 0) => ({ sessions, first, last, provinces });

function judge(given: Partial<ScanFacts>) {
  return scanVerdict({
    serial: 'valid',
    unit: units.active,
    batch: batches.approved,
    memory: null,
    norm: { sessions: 8 },
    ...given,
  });
}

describe('the verdict of a scan', () => {
  for (const [unit, kinds] of Object.entries(table)) {
    Object.keys(batches).forEach((batch, at) => {
      it(`is "${kinds[at]}" for a unit ${unit} of a batch ${batch}`, () => {
        const facts = {
          unit: units[unit as keyof typeof units],
          batch: batches[batch as keyof typeof batches],
        };
        expect(judge(facts).kind).toBe(kinds[at]);
        const isCounted = kinds[at] === 'first';
        expect(judge({ ...facts, memory: seen(100) }).kind).toBe(isCounted ? 'unusual' : kinds[at]);
      });
    });
  }

  it('is known from the serial alone where it names no stamp', () => {
    for (const serial of ['unknown', 'mistyped'] as const) {
      expect(judge({ serial, batch: batches.recalled }).kind).toBe(serial);
    }
  });

  it('counts this look-up with those before it, and becomes unusual above the norm only', () => {
    expect(judge({ memory: seen(0) })).toEqual({ kind: 'first' });
    expect(judge({ memory: seen(1) })).toMatchObject({ kind: 'again', sessions: 2, first, last });
    expect(judge({ memory: seen(7) })).toMatchObject({ kind: 'again', sessions: 8 });
    expect(judge({ memory: seen(8, 3) })).toMatchObject({ kind: 'unusual', sessions: 9, provinces: 3 });
  });

  it('carries the reason of what was stopped', () => {
    expect(judge({ batch: batches.recalled })).toMatchObject({ on: day, reason: 'Vượt dư lượng cho phép' });
    expect(judge({ unit: units.void })).toEqual({ kind: 'void', reason: 'stolen' });
  });
});

describe('the words of a verdict', () => {
  const examples = [
    ...Object.values(units).flatMap((unit) => Object.values(batches).map((batch) => judge({ unit, batch }))),
    judge({ serial: 'mistyped' }),
    judge({ memory: seen(1) }),
    judge({ memory: seen(30, 5) }),
  ];

  it('never call goods counterfeit', () => {
    for (const verdict of examples) {
      for (const lang of ['vi', 'en'] as const) {
        const said = JSON.stringify(verdictWords(translate[lang], lang, verdict));
        expect(said).not.toMatch(/giả|nhái|fake|counterfeit/i);
      }
    }
  });

  it('give every kind its own sentence', () => {
    const kinds = new Map(examples.map((verdict) => [verdict.kind, verdict]));
    expect(kinds.size).toBe(Object.keys(verdictTones).length);
    const lines = [...kinds.values()].map((verdict) => verdictWords(translate.vi, 'vi', verdict).line);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('say how often, where and since when', () => {
    const { line, tone } = verdictWords(translate.vi, 'vi', judge({ memory: seen(36, 5) }));
    expect(line).toBe('Đây là lần tra cứu thứ 37, ở 5 tỉnh, thành phố. Lần đầu: 12/09/2026 09:00.');
    expect(tone).toBe('warn');
    expect(verdictWords(translate.vi, 'vi', judge({ memory: seen(36, 1) })).line).not.toContain('tỉnh');
  });

  it('name why a stamp is void and a batch was stopped', () => {
    const said = verdictWords(translate.vi, 'vi', judge({ unit: units.void }));
    expect(said).toMatchObject({ line: 'Tem này đã bị hủy vì bị lấy cắp.', reason: undefined });
    const recalled = verdictWords(translate.vi, 'vi', judge({ batch: batches.recalled }));
    expect(recalled.reason).toBe('Lý do: Vượt dư lượng cho phép');
  });
});
