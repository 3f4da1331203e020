import type { Fault } from '../../domain/errors.ts';
import { searchKey } from '../../domain/search-key.ts';
import type { MarkContent } from '../../platform/contract-types.ts';
import type { GeographyService } from '../geography/geography-service.ts';

type Geography = Pick<GeographyService, 'checkCommune' | 'search'>;
type FormerUnit = NonNullable<MarkContent['formerUnits']>[number];

/** Whether the area of a mark names units there are, and each abolished one with the communes chosen for it. */
export function areaFaults(
  { communes, formerUnits = [], earlierAreas = [] }: MarkContent,
  geography: Geography,
): Fault[] {
  return [
    ...communeFaults('/communes', communes, geography),
    ...formerUnits.flatMap((unit, at) => formerFaults(`/formerUnits/${at}`, unit, geography)),
    ...earlierAreas.flatMap((area, at) =>
      communeFaults(`/earlierAreas/${at}/communes`, area.communes, geography),
    ),
  ];
}

function communeFaults(pointer: string, codes: readonly string[], { checkCommune }: Geography): Fault[] {
  return codes.flatMap((code, at): Fault[] => {
    const commune = checkCommune(code);
    return commune.ok ? [] : [{ pointer: `${pointer}/${at}`, ...commune.fault }];
  });
}

/** A district that was dissolved into several communes says nothing by itself: somebody chooses. */
function formerFaults(pointer: string, { name, communes }: FormerUnit, geography: Geography): Fault[] {
  const [unit, another] = formerUnitsNamed(name, geography);
  if (!unit) return [{ pointer: `${pointer}/name`, key: 'mark.former-unit-unknown', params: { name } }];
  if (another) {
    const names = `${unit.name}; ${another.name}`;
    return [{ pointer: `${pointer}/name`, key: 'mark.former-unit-ambiguous', params: { names } }];
  }
  const choices = unit.choices.map(({ code, name: now }) => `${now} (${code})`).join(', ');
  if (communes.length === 0) {
    return [
      {
        pointer: `${pointer}/communes`,
        key: 'mark.former-unit-choice',
        params: { name: unit.name, choices },
      },
    ];
  }
  return communes.flatMap((code, at): Fault[] =>
    unit.choices.some((choice) => choice.code === code)
      ? []
      : [{ pointer: `${pointer}/communes/${at}`, key: 'mark.former-unit-elsewhere', params: { choices } }],
  );
}

/** Abolished units of this name: `huyện Chợ Mới, tỉnh An Giang`; without its province there may be two. */
export function formerUnitsNamed(name: string, { search }: Pick<Geography, 'search'>) {
  const asked = searchKey(name);
  return search(name, { limit: 20 }).filter(
    (match) => match.was !== 'current' && ` ${searchKey(match.name)} `.startsWith(` ${asked} `),
  );
}
