import { describe, expect, it } from '@jest/globals';
import { grantActions, grantStateOn, grantStates, nextGrantState } from '../../server/domain/grant-state.ts';
import type { GrantState } from '../../server/domain/grant-state.ts';
import { communesOn, isInside } from '../../server/domain/mark-area.ts';
import { missingItems, regulationItems } from '../../server/domain/mark-regulation.ts';
import { unusualNumber } from '../../server/domain/mark-number.ts';
import { rightOfUse } from '../../server/domain/mark-right.ts';
import type { GrantedRight, MarkKind, ProtectedMark, WhyNotLive } from '../../server/domain/mark-right.ts';

const mark: ProtectedMark = {
  id: 'mark',
  kind: 'collective',
  stage: 'granted',
  grantedOn: '2024-01-10',
  expiresOn: '2033-05-01',
  communes: ['30526'],
};
const grant: GrantedRight = {
  mark: 'mark',
  organisation: 'htx',
  products: ['sugar', 'syrup'],
  places: ['plot'],
  from: '2025-01-01',
  to: '2026-12-31',
  state: 'granted',
};
const plot = { id: 'plot', communeCode: '30526' };
const use = {
  grant,
  mark,
  memberships: [{ joinedOn: '2024-06-01' }],
  organisation: 'htx',
  product: 'sugar',
  place: plot,
  on: '2026-05-05',
};

/** Each dimension of the rule with every value that matters, and why that value speaks against the use. */
const dimensions = {
  state: grantStates.map((state) => ({
    value: { state },
    why: state === 'granted' ? null : (`grant-${state}` as WhyNotLive),
  })),
  producer: [
    { value: { organisation: 'htx' }, why: null },
    { value: { organisation: 'other' }, why: 'other-organisation' },
  ],
  product: [
    { value: { product: 'sugar' }, why: null },
    { value: { product: 'cake' }, why: 'other-product' },
  ],
  place: [
    { value: { place: plot }, why: null },
    { value: { place: { id: 'far', communeCode: '30526' } }, why: 'other-place' },
    { value: { place: { id: 'plot', communeCode: '30673' } }, why: 'outside-area' },
    { value: { place: null }, why: null },
  ],
  date: [
    { value: { on: '2025-01-01' }, why: null },
    { value: { on: '2026-12-31' }, why: null },
    { value: { on: '2024-12-31' }, why: 'too-early' },
    { value: { on: '2027-01-01' }, why: 'grant-expired' },
  ],
  member: [
    { value: { memberships: [{ joinedOn: '2024-06-01' }] }, why: null },
    { value: { memberships: [] }, why: 'not-a-member' },
    { value: { memberships: [{ joinedOn: '2024-06-01', leftOn: '2024-07-01' }] }, why: 'not-a-member' },
  ],
} as const;

const combinations = dimensions.state.flatMap((state) =>
  dimensions.producer.flatMap((producer) =>
    dimensions.product.flatMap((product) =>
      dimensions.place.flatMap((place) =>
        dimensions.date.flatMap((date) =>
          dimensions.member.map((member) => ({ state, producer, product, place, date, member })),
        ),
      ),
    ),
  ),
);

describe('the right to use a mark', () => {
  it('is live exactly where state, producer, product, place, day and membership all match, in every combination', () => {
    expect(combinations).toHaveLength(7 * 2 * 2 * 4 * 4 * 3);
    for (const { state, producer, product, place, date, member } of combinations) {
      const right = rightOfUse({
        ...use,
        ...producer.value,
        ...product.value,
        ...place.value,
        ...date.value,
        ...member.value,
        grant: { ...grant, ...state.value },
      });
      const day = dayReason(state.value.state, date.why);
      const reasons = [state.why, day, producer.why, product.why, place.why, member.why];
      const expected = new Set(day === 'grant-expired' ? reasons.slice(1) : reasons);
      expected.delete(null);
      const found = right.live ? [] : right.reasons;
      expect({ use: right.live, reasons: new Set(found) }).toEqual({
        use: expected.size === 0,
        reasons: expected,
      });
    }
  });

  it.each([
    ['another mark', { mark: { ...mark, id: 'another' } }, 'other-mark'],
    ['a day after the title ran out', { mark: { ...mark, expiresOn: '2026-05-04' } }, 'mark-expired'],
    ['a day before the title', { mark: { ...mark, grantedOn: '2026-05-06' } }, 'mark-not-granted'],
    ['a project', { mark: { ...mark, stage: 'examined' as const } }, 'mark-not-granted'],
    ['the day of leaving', { memberships: [{ joinedOn: '2024-06-01', leftOn: use.on }] }, 'not-a-member'],
  ])('is not live for %s', (_case, differing, reason) => {
    expect(rightOfUse({ ...use, ...differing })).toEqual({ live: false, reasons: [reason] });
  });

  it('asks for no membership where the mark is no collective one', () => {
    for (const kind of ['certification', 'geographical-indication'] as const) {
      expect(rightOfUse({ ...use, mark: { ...mark, kind }, memberships: [] })).toEqual({ live: true });
    }
  });

  it('covers every place of the organisation where the grant names none', () => {
    const place = { id: 'far', communeCode: '30526' };
    expect(rightOfUse({ ...use, grant: { ...grant, places: [] }, place })).toEqual({ live: true });
  });

  it('names every reason at once', () => {
    expect(rightOfUse({ ...use, organisation: 'other', product: 'cake' })).toEqual({
      live: false,
      reasons: ['other-organisation', 'other-product'],
    });
  });
});

/** What was granted or suspended runs out by the calendar; what is over or not granted yet is so on any day. */
function dayReason(state: GrantState, why: WhyNotLive | null): WhyNotLive | null {
  if (why === 'grant-expired')
    return state === 'granted' || state === 'suspended' ? why : (`grant-${state}` as WhyNotLive);
  return why === 'too-early' && state === 'granted' ? why : null;
}

describe('the area of a mark', () => {
  const area = {
    communes: ['30526'],
    formerUnits: [{ communes: ['30628', '30631'] }],
    earlierAreas: [{ until: '2025-06-30', communes: ['30520'] }],
  };

  it('takes in what was chosen for a former district, and until a change what it was before', () => {
    expect(communesOn(area, '2026-01-01')).toEqual(['30526', '30628', '30631']);
    expect(communesOn(area, '2025-06-30')).toEqual(['30520']);
    expect(isInside(area, { communeCode: '30631' }, '2025-07-01')).toBe(true);
    expect(isInside(area, { communeCode: '30631' }, '2025-06-30')).toBe(false);
  });

  it('is narrowed by its outline, border included, where a place has a position', () => {
    const square = [
      [105, 10],
      [106, 10],
      [106, 11],
      [105, 11],
      [105, 10],
    ];
    const outlined = { communes: [], polygon: { type: 'Polygon' as const, coordinates: [square] } };
    const at = (longitude: number, latitude: number) =>
      isInside(
        outlined,
        { communeCode: '1', geometry: { type: 'Point', coordinates: [longitude, latitude] } },
        '2026-01-01',
      );
    expect([at(105.5, 10.5), at(105, 10.5), at(106, 11), at(106.1, 10.5), at(105.5, 9.9)]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(isInside(outlined, { communeCode: '1' }, '2026-01-01')).toBe(true);
  });

  it('has no limit where the mark names none', () => {
    expect(isInside({ communes: [] }, { communeCode: '1' }, '2026-01-01')).toBe(true);
  });
});

describe('a regulation of use', () => {
  it.each(Object.keys(regulationItems) as MarkKind[])('of kind %s lacks what is blank', (kind) => {
    const [first = 'owner', ...others] = regulationItems[kind];
    const full = Object.fromEntries(regulationItems[kind].map((item) => [item, 'Nội dung']));
    expect(missingItems(kind, full)).toEqual([]);
    expect(missingItems(kind, { ...full, [first]: '  ' })).toEqual([first]);
    expect(missingItems(kind, { [first]: 'Nội dung' })).toEqual(others);
  });
});

describe('the number of a mark', () => {
  it.each([
    ['applicationNumber', '4-2021-12345', 'collective', undefined],
    ['applicationNumber', '2021/12345', 'collective', '4-2021-12345'],
    ['certificateNumber', '4-0412345-000', 'certification', undefined],
    ['certificateNumber', '00085', 'geographical-indication', undefined],
    ['certificateNumber', '00085', 'collective', '4-0412345-000'],
  ] as const)('%s %s of a %s mark is usual or has an example', (field, number, kind, example) => {
    expect(unusualNumber(field, number, kind)).toBe(example);
  });
});

describe('the state of a right', () => {
  const lawful: [GrantState, (typeof grantActions)[number], GrantState][] = [
    ['applied', 'check', 'checked'],
    ['applied', 'refuse', 'refused'],
    ['checked', 'check', 'checked'],
    ['checked', 'refuse', 'refused'],
    ['checked', 'grant', 'granted'],
    ['granted', 'suspend', 'suspended'],
    ['granted', 'revoke', 'revoked'],
    ['granted', 'expire', 'expired'],
    ['suspended', 'restore', 'granted'],
    ['suspended', 'revoke', 'revoked'],
    ['suspended', 'expire', 'expired'],
  ];

  it('changes along these ways and no other', () => {
    for (const state of grantStates) {
      for (const action of grantActions) {
        const way = lawful.find(([from, by]) => from === state && by === action);
        if (way) expect(nextGrantState(state, action)).toBe(way[2]);
        else expect(() => nextGrantState(state, action)).toThrow('conflict');
      }
    }
  });

  it('runs out by the calendar after its last day', () => {
    expect(grantStateOn({ state: 'granted', to: '2026-12-31' }, '2026-12-31')).toBe('granted');
    expect(grantStateOn({ state: 'suspended', to: '2026-12-31' }, '2027-01-01')).toBe('expired');
    expect(grantStateOn({ state: 'revoked', to: '2026-12-31' }, '2027-01-01')).toBe('revoked');
  });
});
