import { describe, expect, it } from '@jest/globals';
import { grantActions, grantStateOn, grantStates, nextGrantState } from '../../server/domain/grant-state.ts';
import type { GrantState } from '../../server/domain/grant-state.ts';
import { markStages, rightOfUse } from '../../server/domain/mark-right.ts';
import type { GrantedRight, ProtectedMark } from '../../server/domain/mark-right.ts';

const mark: ProtectedMark = {
  id: 'mark',
  stage: 'granted',
  grantedOn: '2024-01-10',
  expiresOn: '2033-05-01',
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
const use = { grant, mark, organisation: 'htx', product: 'sugar', place: 'plot', on: '2026-05-05' };

describe('the right to use a mark', () => {
  it('is live where title, grant, producer, product, place and day all match', () => {
    expect(rightOfUse(use)).toEqual({ live: true });
  });

  it.each([
    ['another organisation', { organisation: 'other' }, 'other-organisation'],
    ['another product', { product: 'cake' }, 'other-product'],
    ['another place', { place: 'far-away' }, 'other-place'],
    ['the day before it begins', { on: '2024-12-31' }, 'too-early'],
    ['the day after it ends', { on: '2027-01-01' }, 'grant-expired'],
    ['another mark', { mark: { ...mark, id: 'another' } }, 'other-mark'],
    ['a suspended grant', { grant: { ...grant, state: 'suspended' as const } }, 'grant-suspended'],
    ['a revoked grant', { grant: { ...grant, state: 'revoked' as const } }, 'grant-revoked'],
    ['a mere application', { grant: { ...grant, state: 'applied' as const } }, 'grant-applied'],
    ['a day after the title ran out', { mark: { ...mark, expiresOn: '2026-05-04' } }, 'mark-expired'],
    [
      'a day before the title was granted',
      { mark: { ...mark, grantedOn: '2026-05-06' } },
      'mark-not-granted',
    ],
  ])('is not live for %s', (_case, differing, reason) => {
    expect(rightOfUse({ ...use, ...differing })).toEqual({ live: false, reasons: [reason] });
  });

  it('covers the first and the last day', () => {
    expect(rightOfUse({ ...use, on: grant.from })).toEqual({ live: true });
    expect(rightOfUse({ ...use, on: grant.to })).toEqual({ live: true });
  });

  it('covers every place of the organisation where the grant names none, and asks for none where none is in question', () => {
    expect(rightOfUse({ ...use, grant: { ...grant, places: [] }, place: 'far-away' })).toEqual({
      live: true,
    });
    expect(rightOfUse({ ...use, place: null })).toEqual({ live: true });
  });

  it('never ends by the calendar for a geographical indication, which has no last day', () => {
    const indication: ProtectedMark = { id: 'mark', stage: 'granted', grantedOn: '2020-09-30' };
    expect(rightOfUse({ ...use, mark: indication })).toEqual({ live: true });
  });

  it.each(markStages.filter((stage) => stage !== 'granted'))(
    'is never live while the mark is at the stage %s',
    (stage) => {
      expect(rightOfUse({ ...use, mark: { ...mark, stage } })).toEqual({
        live: false,
        reasons: ['mark-not-granted'],
      });
    },
  );

  it('is live in exactly one of all combinations of state, producer, product, place and day', () => {
    const live = grantStates.flatMap((state) =>
      ['htx', 'other'].flatMap((organisation) =>
        ['sugar', 'cake'].flatMap((product) =>
          ['plot', 'far-away'].flatMap((place) =>
            ['2024-12-31', '2026-05-05', '2027-01-01']
              .filter(
                (on) =>
                  rightOfUse({ grant: { ...grant, state }, mark, organisation, product, place, on }).live,
              )
              .map((on) => [state, organisation, product, place, on].join(' ')),
          ),
        ),
      ),
    );
    expect(live).toEqual(['granted htx sugar plot 2026-05-05']);
  });

  it('names every reason at once', () => {
    expect(rightOfUse({ ...use, organisation: 'other', product: 'cake', on: '2027-01-01' })).toEqual({
      live: false,
      reasons: ['grant-expired', 'other-organisation', 'other-product'],
    });
  });
});

describe('the state of a grant', () => {
  const allowed = new Set([
    'applied grant granted',
    'granted suspend suspended',
    'granted revoke revoked',
    'granted expire expired',
    'suspended restore granted',
    'suspended revoke revoked',
    'suspended expire expired',
  ]);
  const all = grantStates.flatMap((state) => grantActions.map((action) => [state, action] as const));

  it('changes by the lawful transitions and no others', () => {
    const found = all.flatMap(([state, action]) => {
      const next = attempt(state, action);
      return next === undefined ? [] : [`${state} ${action} ${next}`];
    });
    expect(new Set(found)).toEqual(allowed);
  });

  it('runs out by the calendar, but what was revoked stays revoked', () => {
    expect(grantStateOn({ state: 'suspended', to: '2026-01-31' }, '2026-02-01')).toBe('expired');
    expect(grantStateOn({ state: 'granted', to: '2026-01-31' }, '2026-01-31')).toBe('granted');
    expect(grantStateOn({ state: 'revoked', to: '2026-01-31' }, '2026-02-01')).toBe('revoked');
  });
});

function attempt(state: GrantState, action: (typeof grantActions)[number]): GrantState | undefined {
  try {
    return nextGrantState(state, action);
  } catch {
    return undefined;
  }
}
