import Big from 'big.js';
import { understood, unreadable } from './parsed.ts';
import type { Parsed } from './parsed.ts';
import type { Language } from '../locales/catalogue.ts';

const signs = { vi: { group: '.', point: ',' }, en: { group: ',', point: '.' } };

/** As many digits as a Decimal128 holds exactly. */
const mostDigits = 34;

const firstYear = 1900;
const lastYear = 2199;

const timeZone = 'Asia/Ho_Chi_Minh';
const vietnamDate = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const vietnamTime = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A number as a clerk types it (`1.250,5`, in English `1,250.5`) as a decimal string (`1250.5`). What the other
 * custom would read differently is refused when it looks like it: `1,250` with its last zero is one thousand two
 * hundred and fifty to many, while `1,125` can only have been meant as a fraction here, and we write it so ourselves.
 */
export function parseNumber(text: string, language: Language): Parsed<string> {
  const { group, point } = signs[language];
  const typed = withoutSpaces(text);
  if (!/^[-−]?[0-9]+([.,][0-9]+)*$/.test(typed)) return unreadable('formats.number');
  const [whole = '', fraction = '', ...rest] = typed.split(point);
  if (rest.length > 0 || fraction.includes(group) || !isGrouped(whole, group)) {
    return unreadable('formats.number-groups', { text: typed });
  }
  if (looksLikeThousands(whole, fraction)) {
    const asFraction = `${whole}${point}${fraction}`.replace(/[.,]?0+$/, '');
    return unreadable('formats.number-ambiguous', {
      text: typed,
      whole: whole + group + fraction,
      fraction: asFraction,
    });
  }
  const plain = whole.replaceAll(group, '').replace('−', '-');
  if (plain.length + fraction.length > mostDigits)
    return unreadable('formats.number-too-long', { limit: mostDigits });
  return understood(new Big(`${plain}.${fraction || '0'}`).toFixed().replace(/^-0$/, '0'));
}

/** `1250.5` as `1.250,5`; throws where the text is no decimal. */
export function formatNumber(decimal: string, language: Language): string {
  const { group, point } = signs[language];
  const [whole = '', fraction] = new Big(decimal).toFixed().split('.');
  const grouped = whole.replace(/(?<=[0-9])(?=([0-9]{3})+$)/g, group);
  return fraction === undefined ? grouped : grouped + point + fraction;
}

/** A date as typed (`5/9/2026`, `05-09-2026`; day before month in both languages) or stored, as `2026-09-05`. */
export function parseDate(text: string): Parsed<string> {
  const typed = text.trim();
  const stored = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(typed);
  if (stored) return realDate(Number(stored[1]), Number(stored[2]), Number(stored[3]));
  const written = /^([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]+)$/.exec(typed);
  if (!written) return unreadable('formats.date');
  return realDate(Number(written[3]), Number(written[2]), Number(written[1]));
}

/** `2026-09-05` as `05/09/2026`, in English `5 Sep 2026`. */
export function formatDate(date: string, language: Language): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (language === 'vi') return `${day}/${month}/${year}`;
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** An instant by the clocks of Vietnam: `05/09/2026 14:30`, in English `5 Sep 2026, 14:30`. */
export function formatInstant(instant: Date, language: Language): string {
  const date = formatDate(dateInVietnam(instant), language);
  const time = vietnamTime.format(instant);
  return language === 'vi' ? `${date} ${time}` : `${date}, ${time}`;
}

/** The date on which an instant falls in Vietnam; what "today" means to everybody who uses this system. */
export function dateInVietnam(instant: Date): string {
  return vietnamDate.format(instant);
}

/** Spaces between groups of three digits are as good as the sign for them. */
function withoutSpaces(text: string): string {
  const groups = /(?<=[0-9])\s+(?=[0-9]{3}(?![0-9]))/g;
  return text.normalize('NFKC').trim().replace(groups, '');
}

function isGrouped(whole: string, group: string): boolean {
  const [first = '', ...groups] = whole.split(group);
  return (
    groups.length === 0 ||
    (/^[-−]?[1-9][0-9]{0,2}$/.test(first) && groups.every((digits) => digits.length === 3))
  );
}

function looksLikeThousands(whole: string, fraction: string): boolean {
  return /^[-−]?[1-9][0-9]{0,2}$/.test(whole) && /^[0-9]{2}0$/.test(fraction);
}

function realDate(year: number, month: number, day: number): Parsed<string> {
  if (year < firstYear || year > lastYear)
    return unreadable('formats.date-year', { first: `${firstYear}`, last: `${lastYear}` });
  if (month < 1 || month > 12) return unreadable('formats.date-month', { month });
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > last) return unreadable('formats.date-day', { month, year: `${year}`, last });
  return understood(new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10));
}
