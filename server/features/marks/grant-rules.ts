import type { Fault } from '../../domain/errors.ts';
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
  return found.filter(([, isWrong]) => isWrong).map(([fault]) => fault);
}

/** Two rights of one organisation for one product under one mark may follow each other, never run together. */
export function doOverlap(
  a: Pick<GrantContent, 'from' | 'to' | 'products'>,
  b: Pick<GrantContent, 'from' | 'to' | 'products'>,
): boolean {
  const shareDays = a.from <= b.to && b.from <= a.to;
  return shareDays && a.products.some((product) => b.products.includes(product));
}
