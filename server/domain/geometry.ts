/** Longitude, latitude in degrees (RFC 7946 §3.1.1). */
export type Position = readonly number[];

export type RingFault = 'open' | 'crossing' | 'flat';

/** Land, islands and archipelagos of Việt Nam, generously. */
const west = 102;
const east = 118;
const south = 6;
const north = 23.5;

export function isInVietnam([longitude = NaN, latitude = NaN]: Position): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** The shortest way over the earth's surface, on a sphere: right to half a per cent. */
export function kilometresBetween(a: Position, b: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [southern, northern] = [radians(y(a)), radians(y(b))];
  const rise = Math.sin((northern - southern) / 2) ** 2;
  const turnEast = Math.sin(radians(x(b) - x(a)) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(rise + Math.cos(southern) * Math.cos(northern) * turnEast));
}

/** What keeps a ring from being the outline of a piece of land; undefined where nothing does. */
export function ringFault(ring: readonly Position[]): RingFault | undefined {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || !isSame(first, last)) return 'open';
  const sides = ring.slice(1).map((end, at): Side => [ring[at] ?? end, end]);
  if (sides.some(([a, b]) => isSame(a, b))) return 'crossing';
  if (ring.every((corner) => turn(first, ring[1] ?? first, corner) === 0)) return 'flat';
  return sides.some((side, at) => meetsAnother(side, at, sides)) ? 'crossing' : undefined;
}

/** Whether a position lies in a ring; on its border counts as in. */
export function isInRing(point: Position, ring: readonly Position[]): boolean {
  const sides = ring.slice(1).map((end, at): Side => [ring[at] ?? end, end]);
  if (sides.some(([a, b]) => turn(a, b, point) === 0 && isBetween(a, b, point))) return true;
  return sides.filter((side) => crossesEastOf(side, point)).length % 2 === 1;
}

type Side = readonly [Position, Position];

/** Whether a line from the point due east crosses the side; a corner counts for one of its two sides. */
function crossesEastOf([a, b]: Side, point: Position): boolean {
  if (y(a) > y(point) === y(b) > y(point)) return false;
  return turn(a, b, point) === (y(b) > y(a) ? 1 : -1);
}

function meetsAnother(side: Side, at: number, sides: readonly Side[]): boolean {
  for (let other = at + 1; other < sides.length; other += 1) {
    const against = sides[other];
    if (!against) continue;
    if (other === at + 1) {
      if (foldsBack(side, against)) return true;
    } else if (at === 0 && other === sides.length - 1) {
      if (foldsBack(against, side)) return true;
    } else if (touches(side, against)) return true;
  }
  return false;
}

/** Neighbouring sides share a corner; they must not run back over each other. */
function foldsBack([a, corner]: Side, [, b]: Side): boolean {
  if (turn(a, corner, b) !== 0) return false;
  return (x(a) - x(corner)) * (x(b) - x(corner)) + (y(a) - y(corner)) * (y(b) - y(corner)) > 0;
}

function touches([a, b]: Side, [c, d]: Side): boolean {
  const [c1, d1, a1, b1] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (c1 * d1 < 0 && a1 * b1 < 0) return true;
  return (
    (c1 === 0 && isBetween(a, b, c)) ||
    (d1 === 0 && isBetween(a, b, d)) ||
    (a1 === 0 && isBetween(c, d, a)) ||
    (b1 === 0 && isBetween(c, d, b))
  );
}

/** 1 for a left turn at `b`, −1 for a right turn, 0 straight on. */
function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a)));
}

function isBetween(a: Position, b: Position, point: Position): boolean {
  return (
    x(point) >= Math.min(x(a), x(b)) &&
    x(point) <= Math.max(x(a), x(b)) &&
    y(point) >= Math.min(y(a), y(b)) &&
    y(point) <= Math.max(y(a), y(b))
  );
}

function isSame(a: Position, b: Position): boolean {
  return x(a) === x(b) && y(a) === y(b);
}

function x(position: Position): number {
  return position[0] ?? NaN;
}

function y(position: Position): number {
  return position[1] ?? NaN;
}
