import { isInRing } from './geometry.ts';
import type { Position } from './geometry.ts';

/**
 * Where a mark's goods may come from. Regulations written before 2025-07-01 name units that are gone, so a former unit
 * stands beside the communes of today that hold its land; an area that was changed keeps what it was until then.
 */
export interface MarkArea {
  communes: readonly string[];
  formerUnits?: readonly { communes: readonly string[] }[] | undefined;
  earlierAreas?: readonly { until: string; communes: readonly string[] }[] | undefined;
  polygon?: Shape | undefined;
}

type Shape = { type: 'Polygon'; coordinates: Position[][] } | { type: 'Point'; coordinates: Position };

export interface Located {
  communeCode: string;
  geometry?: Shape | undefined;
}

/** The communes of today that the area took in on that day. */
export function communesOn(area: MarkArea, date: string): string[] {
  const earlier = (area.earlierAreas ?? [])
    .filter(({ until }) => date <= until)
    .sort((a, b) => (a.until < b.until ? -1 : 1))[0];
  if (earlier) return [...earlier.communes];
  return [...new Set([...area.communes, ...(area.formerUnits ?? []).flatMap(({ communes }) => communes)])];
}

/** A mark that names no area sets no limit; an outline narrows the communes down where the place has a position. */
export function isInside(area: MarkArea, place: Located, date: string): boolean {
  const communes = communesOn(area, date);
  if (communes.length > 0 && !communes.includes(place.communeCode)) return false;
  const isOfToday = !(area.earlierAreas ?? []).some(({ until }) => date <= until);
  const ring = area.polygon?.type === 'Polygon' ? area.polygon.coordinates[0] : undefined;
  if (!isOfToday || !ring || !place.geometry) return true;
  return cornersOf(place.geometry).every((corner) => isInRing(corner, ring));
}

function cornersOf(shape: Shape): readonly Position[] {
  return shape.type === 'Point' ? [shape.coordinates] : (shape.coordinates[0] ?? []);
}
