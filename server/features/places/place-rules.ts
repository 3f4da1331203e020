import Big from 'big.js';
import type { Fault } from '../../domain/errors.ts';
import { isInVietnam, ringFault } from '../../domain/geometry.ts';
import { parseGln } from '../../domain/identifiers/gln.ts';
import { faultsAt, orAsTyped, understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import type { Geometry, PlaceContent } from '../../platform/contract-types.ts';
import type { GeographyService } from '../geography/geography-service.ts';

export function normalisePlace(content: PlaceContent): PlaceContent {
  const { gln, plantingAreaCode, packingHouseCode } = content;
  return {
    ...content,
    ...(gln !== undefined && { gln: orAsTyped(parseGln, gln) }),
    ...(plantingAreaCode !== undefined && { plantingAreaCode: spelt(plantingAreaCode) }),
    ...(packingHouseCode !== undefined && { packingHouseCode: spelt(packingHouseCode) }),
  };
}

/** What even a draft must get right. */
export function placeFaults(
  content: PlaceContent,
  { checkCommune }: Pick<GeographyService, 'checkCommune'>,
): Fault[] {
  const { address, geometry, area, gln, plantingAreaCode, packingHouseCode } = content;
  return [
    ...faultsAt('/address/communeCode', address.communeCode, checkCommune),
    ...(geometry ? geometryFaults(geometry) : []),
    ...(area ? areaFaults(area) : []),
    ...faultsAt('/gln', gln, parseGln),
    ...faultsAt('/plantingAreaCode', plantingAreaCode, plantingAreaCodeOf),
    ...faultsAt('/packingHouseCode', packingHouseCode, packingHouseCodeOf),
  ];
}

/** Land and water are known by their outline or a point in them, and by their area; a building by its street too. */
export function missingFromPlace({ kind, address, geometry, area }: PlaceContent): Fault[] {
  const isGround = kind === 'plot' || kind === 'pond';
  const faults: Fault[] = [];
  if (!geometry && address.street === undefined)
    faults.push({ pointer: '/address/street', key: 'place.need-whereabouts' });
  if (isGround && !area) faults.push({ pointer: '/area/value', key: 'place.need-area' });
  return faults;
}

function geometryFaults(geometry: Geometry): Fault[] {
  const ring = geometry.type === 'Point' ? [geometry.coordinates] : (geometry.coordinates[0] ?? []);
  const outside = ring.find((position) => !isInVietnam(position));
  if (outside) {
    const isSwapped = isInVietnam(outside.toReversed());
    return [{ pointer: '/geometry', key: isSwapped ? 'place.position-swapped' : 'place.outside-vietnam' }];
  }
  const fault = geometry.type === 'Polygon' ? ringFault(ring) : undefined;
  return fault ? [{ pointer: '/geometry', key: `place.outline-${fault}` }] : [];
}

function areaFaults({ value, unit }: NonNullable<PlaceContent['area']>): Fault[] {
  const faults: Fault[] = [];
  if (unit !== 'HAR' && unit !== 'MTK') faults.push({ pointer: '/area/unit', key: 'place.area-unit' });
  if (new Big(value).eq(0)) faults.push({ pointer: '/area/value', key: 'place.area-zero' });
  return faults;
}

function spelt(code: string): string {
  return code
    .normalize('NFC')
    .replace(/\s+/g, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase();
}

/**
 * Loose on purpose: for export VN-XXOR-0017 and VN-XXPH-0001 are seen, the domestic form and the letters of the
 * merged provinces are not settled (Law on Crop Production art. 64).
 */
const anyCode = /^[A-ZĐ0-9][A-ZĐ0-9./_-]{3,39}$/;
const ofPackingHouse = /^VN-?[A-Z]{2}PH-?[0-9]{4}$/;
const ofPlantingArea = /^VN-?[A-Z]{2}OR-?[0-9]{4}$/;

function plantingAreaCodeOf(code: string): Parsed<string> {
  if (ofPackingHouse.test(code)) return unreadable('place.code-of-packing-house');
  return anyCode.test(code) ? understood(code) : unreadable('place.code-form');
}

function packingHouseCodeOf(code: string): Parsed<string> {
  if (ofPlantingArea.test(code)) return unreadable('place.code-of-planting-area');
  return anyCode.test(code) ? understood(code) : unreadable('place.code-form');
}
