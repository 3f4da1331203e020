import type { Fault } from '../../domain/errors.ts';
import { isAtLeast } from '../../domain/mark-right.ts';
import type { MarkStage } from '../../domain/mark-right.ts';
import { isInVietnam, ringFault } from '../../domain/geometry.ts';
import { unusualNumber } from '../../domain/mark-number.ts';
import type { MarkContent, MarkWarning } from '../../platform/contract-types.ts';

type Fact = 'applicationNumber' | 'filedOn' | 'certificateNumber' | 'grantedOn' | 'expiresOn';

/** The stage from which a fact exists. Before it the fact is refused: a mark is never shown as registered early. */
const since: Record<Fact, MarkStage> = {
  applicationNumber: 'filed',
  filedOn: 'filed',
  certificateNumber: 'granted',
  grantedOn: 'granted',
  expiresOn: 'granted',
};

/** What is wrong with a mark in itself, by field. */
export function markFaults(mark: MarkContent, today: string): Fault[] {
  return [
    ...factFaults(mark),
    ...numberFaults(mark),
    ...dateFaults(mark, today),
    ...classFaults(mark),
    ...outlineFaults(mark),
  ];
}

/** Numbers that do not look as usual: they may be right, so that nobody is stopped. */
export function markWarnings(mark: MarkContent): MarkWarning[] {
  return (['applicationNumber', 'certificateNumber'] as const).flatMap((fact) => {
    const number = mark[fact];
    const usual = number === undefined ? undefined : unusualNumber(fact, number, mark.kind);
    return usual === undefined ? [] : [{ pointer: `/${fact}`, usual }];
  });
}

function factFaults(mark: MarkContent): Fault[] {
  return (Object.keys(since) as Fact[]).flatMap((fact): Fault[] => {
    const pointer = `/${fact}`;
    const isHeld = mark[fact] !== undefined;
    if (fact === 'expiresOn' && mark.kind === 'geographical-indication') {
      return isHeld ? [{ pointer, key: 'mark.indication-never-expires' }] : [];
    }
    const isDue = isAtLeast(mark.stage, since[fact]);
    if (isDue === isHeld) return [];
    return [
      isDue
        ? { pointer, key: 'mark.required-at-stage', params: { stage: mark.stage } }
        : { pointer, key: 'mark.not-before-stage', params: { stage: since[fact] } },
    ];
  });
}

/** Forms of numbers changed over the decades and differ by country: only what cannot be one is refused. */
function numberFaults(mark: MarkContent): Fault[] {
  return (['applicationNumber', 'certificateNumber'] as const)
    .filter((fact) => mark[fact] !== undefined && !/^(?=.*[0-9])[\p{L}0-9][\p{L}0-9 ./-]*$/u.test(mark[fact]))
    .map((fact) => ({ pointer: `/${fact}`, key: 'mark.number-form' }));
}

function dateFaults({ filedOn, grantedOn, expiresOn }: MarkContent, today: string): Fault[] {
  const found: [Fault, boolean][] = [
    [{ pointer: '/filedOn', key: 'mark.in-future' }, filedOn !== undefined && filedOn > today],
    [{ pointer: '/grantedOn', key: 'mark.in-future' }, grantedOn !== undefined && grantedOn > today],
    [{ pointer: '/grantedOn', key: 'mark.granted-before-filed' }, isBefore(grantedOn, filedOn)],
    [{ pointer: '/expiresOn', key: 'mark.expires-before-granted' }, isBefore(expiresOn, grantedOn)],
  ];
  return found.filter(([, isWrong]) => isWrong).map(([fault]) => fault);
}

function isBefore(later: string | undefined, earlier: string | undefined): boolean {
  return later !== undefined && earlier !== undefined && later < earlier;
}

/** Goods and services of a mark are classed (Nice Agreement); the product of an indication is not. */
function classFaults({ kind, stage, niceClasses }: MarkContent): Fault[] {
  const isDue = kind !== 'geographical-indication' && isAtLeast(stage, 'filed');
  return isDue && niceClasses.length === 0 ? [{ pointer: '/niceClasses', key: 'mark.classes-required' }] : [];
}

function outlineFaults({ polygon }: MarkContent): Fault[] {
  if (!polygon) return [];
  const pointer = '/polygon';
  if (polygon.type !== 'Polygon') return [{ pointer, key: 'mark.outline-needed' }];
  const ring = polygon.coordinates[0] ?? [];
  if (!ring.every((position) => isInVietnam(position))) return [{ pointer, key: 'place.outside-vietnam' }];
  const fault = ringFault(ring);
  return fault ? [{ pointer, key: `place.outline-${fault}` }] : [];
}
