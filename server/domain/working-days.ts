import { addDays } from './calendar-date.ts';

/**
 * The first days of the lunar year and of Hùng Kings (10th of the 3rd lunar month) by the Vietnamese calendar. A year
 * that is missing here has those days counted as work: deadlines come out early, never late.
 */
const lunar: Record<number, { newYear: string; hungKings: string }> = {
  2026: { newYear: '2026-02-17', hungKings: '2026-04-26' },
  2027: { newYear: '2027-02-06', hungKings: '2027-04-16' },
  2028: { newYear: '2028-01-26', hungKings: '2028-04-04' },
};

/** Neither a weekend nor a public holiday, or the day given in place of one (Labour Code 2019, arts. 111(3), 112). */
export function isWorkingDay(date: string): boolean {
  return !isWeekend(date) && !holidaysOf(Number(date.slice(0, 4))).has(date);
}

/** So many working days later; 0 is the first working day from this date on. */
export function addWorkingDays(date: string, days: number): string {
  let at = date;
  while (!isWorkingDay(at)) at = addDays(at, 1);
  for (let left = days; left > 0; left -= 1) {
    do at = addDays(at, 1);
    while (!isWorkingDay(at));
  }
  return at;
}

const known = new Map<number, ReadonlySet<string>>();

function holidaysOf(year: number): ReadonlySet<string> {
  let found = known.get(year);
  if (!found) {
    found = new Set(withSubstitutes(namedHolidays(year)));
    known.set(year, found);
  }
  return found;
}

function namedHolidays(year: number): string[] {
  const moving = lunar[year];
  const tet = moving ? [-1, 0, 1, 2, 3].map((day) => addDays(moving.newYear, day)) : [];
  const fixed = ['01-01', '04-30', '05-01', '09-01', '09-02'].map((day) => `${year}-${day}`);
  return [...fixed, ...tet, ...(moving ? [moving.hungKings] : [])].sort();
}

/** A holiday on a weekend is given on the next day that is neither. */
function withSubstitutes(holidays: readonly string[]): string[] {
  const off = new Set(holidays);
  for (const holiday of holidays.filter(isWeekend)) {
    let instead = holiday;
    while (isWeekend(instead) || off.has(instead)) instead = addDays(instead, 1);
    off.add(instead);
  }
  return [...off];
}

function isWeekend(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 || day === 6;
}
