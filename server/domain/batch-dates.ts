import { addDays } from './calendar-date.ts';
import type { Fault } from './errors.ts';

interface BatchDates {
  producedOn: string;
  packedOn?: string | undefined;
  expiresOn?: string | undefined;
}

/** What contradicts itself in the dates of a batch. `today` by the calendar of Viet Nam; clocks may be a day apart. */
export function batchDateFaults({ producedOn, packedOn, expiresOn }: BatchDates, today: string): Fault[] {
  const latest = addDays(today, 1);
  const found: [Fault, boolean][] = [
    [{ pointer: '/producedOn', key: 'batch.produced-in-future' }, producedOn > latest],
    [
      { pointer: '/packedOn', key: 'batch.packed-before-produced' },
      packedOn !== undefined && packedOn < producedOn,
    ],
    [{ pointer: '/packedOn', key: 'batch.packed-in-future' }, packedOn !== undefined && packedOn > latest],
    [
      { pointer: '/expiresOn', key: 'batch.expires-before-produced' },
      expiresOn !== undefined && expiresOn <= producedOn,
    ],
    [
      { pointer: '/expiresOn', key: 'batch.expires-before-packed' },
      expiresOn !== undefined && expiresOn > producedOn && packedOn !== undefined && expiresOn < packedOn,
    ],
  ];
  return found.filter(([, isWrong]) => isWrong).map(([fault]) => fault);
}

/** The expiry a product's shelf life promises: counted from the day of production. */
export function expiryOf(producedOn: string, shelfLifeDays: number | undefined): string | undefined {
  return shelfLifeDays === undefined ? undefined : addDays(producedOn, shelfLifeDays);
}
