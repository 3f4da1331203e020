import { understood, unreadable } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import { parseDate } from './vietnamese-format.ts';

/** Viet Nam has had one offset since 1975 and no summer time, so the wall clock names an instant exactly. */
export const vietnamOffset = '+07:00';

/** `2026-09-12T06:30` by the clocks of Viet Nam as an instant; a date alone is its first minute. */
export function parseLocalTime(text: string): Parsed<Date> {
  const [date = '', time = '00:00'] = text.split('T');
  const day = parseDate(date);
  if (!day.ok) return day;
  if (!/^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(time)) return unreadable('errors.format-local-time');
  return understood(new Date(`${day.value}T${time}:00${vietnamOffset}`));
}

export function isDateOnly(text: string): boolean {
  return !text.includes('T');
}

/** An instant as the clocks of Viet Nam showed it, to the minute. */
export function minuteInVietnam(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
}
