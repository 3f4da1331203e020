import Big from 'big.js';
import type { Fault } from './errors.ts';
import { isDateOnly, parseLocalTime } from './local-time.ts';
import type { Quantity } from './quantity.ts';
import type { StageShape } from './stage-definition.ts';
import { particularFaults } from './stage-particulars.ts';
import type { StageParticulars } from './stage-particulars.ts';

interface StageClaims extends StageParticulars {
  startedAt: string;
  endedAt?: string | undefined;
  quantity?: Quantity | undefined;
}

const grace = 10 * 60_000;

/** What is wrong with a stage as told, by field. `now` with some minutes of grace: phones are not in step. */
export function stageFaults(claims: StageClaims, stage: StageShape, now: Date): Fault[] {
  return [
    ...timeFaults(claims, now),
    ...quantityFaults(claims.quantity, stage),
    ...particularFaults(claims, stage),
  ];
}

function timeFaults({ startedAt, endedAt }: StageClaims, now: Date): Fault[] {
  const latest = new Date(now.getTime() + grace);
  const start = parseLocalTime(startedAt);
  const end = endedAt === undefined ? undefined : parseLocalTime(endedAt);
  const faults: Fault[] = [];
  if (!start.ok) faults.push({ pointer: '/startedAt', ...start.fault });
  else if (start.value > latest) faults.push({ pointer: '/startedAt', key: 'stage.in-future' });
  if (end && !end.ok) faults.push({ pointer: '/endedAt', ...end.fault });
  if (!start.ok || !end?.ok || endedAt === undefined) return faults;
  if (isBefore(endedAt, startedAt)) faults.push({ pointer: '/endedAt', key: 'stage.ends-before-start' });
  else if (end.value > latest) faults.push({ pointer: '/endedAt', key: 'stage.in-future' });
  return faults;
}

/** Where one of the two is a day only, days are compared: `12/09` may end what began at 06:30 that day. */
function isBefore(end: string, start: string): boolean {
  return isDateOnly(end) || isDateOnly(start) ? end.slice(0, 10) < start.slice(0, 10) : end < start;
}

function quantityFaults(quantity: Quantity | undefined, stage: StageShape): Fault[] {
  if (!quantity) {
    return stage.quantity === 'required' ? [{ pointer: '/quantity', key: 'stage.quantity-needed' }] : [];
  }
  if (stage.quantity === 'none') return [{ pointer: '/quantity', key: 'stage.quantity-not-here' }];
  if (new Big(quantity.value).eq(0)) return [{ pointer: '/quantity/value', key: 'stage.quantity-zero' }];
  if (stage.units.includes(quantity.unit)) return [];
  return [
    { pointer: '/quantity/unit', key: 'stage.unit-not-here', params: { units: stage.units.join(', ') } },
  ];
}
