import Big from 'big.js';
import type { Fault } from '../../domain/errors.ts';
import { isInside } from '../../domain/mark-area.ts';
import type { Located } from '../../domain/mark-area.ts';
import { isMemberOn } from '../../domain/mark-right.ts';
import type { Membership } from '../../domain/mark-right.ts';
import { sameDimension } from '../../domain/quantity.ts';
import type { GrantContent, MarkContent } from '../../platform/contract-types.ts';

/** What is wrong with a right of use against its mark, by field. */
export function grantFaults(grant: GrantContent, mark: MarkContent): Fault[] {
  if (mark.stage !== 'granted') {
    return [{ pointer: '/mark', key: 'mark.grant-needs-title', params: { stage: mark.stage } }];
  }
  const { grantedOn = '', expiresOn } = mark;
  const found: [Fault, boolean][] = [
    [{ pointer: '/to', key: 'mark.grant-ends-before' }, grant.to < grant.from],
    [
      { pointer: '/from', key: 'mark.grant-before-title', params: { date: grantedOn } },
      grant.from < grantedOn,
    ],
    [
      { pointer: '/to', key: 'mark.grant-after-title', params: { date: expiresOn ?? '' } },
      expiresOn !== undefined && grant.to > expiresOn,
    ],
    // Law 50/2005 art. 87(4): who certifies does not make or trade the goods.
    [
      { pointer: '/organisation', key: 'mark.certifier-uses' },
      mark.kind === 'certification' && grant.organisation === mark.owner,
    ],
  ];
  return [...found.filter(([, isWrong]) => isWrong).map(([fault]) => fault), ...ceilingFaults(grant)];
}

/** A ceiling follows from an area and the norm of the season, or the decision fixes one. */
function ceilingFaults({ area, ceiling }: GrantContent): Fault[] {
  if (!area && !ceiling) return [{ pointer: '/area', key: 'mark.ceiling-needed' }];
  const faults: Fault[] = [];
  if (area && !sameDimension(area.unit, 'MTK'))
    faults.push({ pointer: '/area/unit', key: 'place.area-unit' });
  if (area && new Big(area.value).eq(0)) faults.push({ pointer: '/area/value', key: 'place.area-zero' });
  if (ceiling && sameDimension(ceiling.unit, 'MTK'))
    faults.push({ pointer: '/ceiling/unit', key: 'batch.unit-not-goods' });
  return faults;
}

/** Law 50/2005 art. 142(2): a collective mark is not for those who do not belong to the collective. */
export function memberFaults(
  { from }: GrantContent,
  { kind }: MarkContent,
  memberships: readonly Membership[],
): Fault[] {
  if (kind !== 'collective' || isMemberOn(memberships, from)) return [];
  const last = memberships.at(-1);
  const pointer = '/organisation';
  return last?.leftOn !== undefined && last.leftOn <= from
    ? [{ pointer, key: 'mark.member-has-left', params: { date: last.leftOn } }]
    : [{ pointer, key: 'mark.not-a-member' }];
}

export function placeFaults(
  { from }: GrantContent,
  mark: MarkContent,
  places: readonly (Located | null)[],
): Fault[] {
  return places.flatMap((place, at): Fault[] =>
    place && !isInside(mark, place, from) ? [{ pointer: `/places/${at}`, key: 'mark.place-outside' }] : [],
  );
}

/** Two rights of one organisation for one product under one mark may follow each other, never run together. */
export function doOverlap(
  a: Pick<GrantContent, 'from' | 'to' | 'products'>,
  b: Pick<GrantContent, 'from' | 'to' | 'products'>,
): boolean {
  const shareDays = a.from <= b.to && b.from <= a.to;
  return shareDays && a.products.some((product) => b.products.includes(product));
}
