import type { RuleName } from './ai-definition.ts';
import { countryLetters, countryNumbers, currencyNumbers, packageTypes } from './code-lists.ts';
import { checkCharacterPair, checkDigit, hasRightCheckDigit } from './check-digit.ts';
import type { ValueFault } from './syntax-fault.ts';

/** North American coupons: lengths come before what they measure, and optional fields are numbered in rising order. */
const company = sized(0, 6, 6);
const purchase = `${sized(1, 5, 0)}[0-49]\\d{3}`;
const furtherPurchase = `${purchase}(?:${company}|9)`;
const couponDate = '\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const coupon = new RegExp(
  `^${company}\\d{6}${sized(1, 5, 0)}${purchase}(?:1[0-3]${furtherPurchase})?(?:2${furtherPurchase})?` +
    `(?:3${couponDate})?(?:4${couponDate})?(?:5${sized(0, 9, 6)})?(?:6${sized(1, 7, 6)})?(?:9[01256][0-2]\\d[01])?$`,
);
const positiveOffer = new RegExp(`^[01]${company}\\d{6}${sized(0, 9, 6)}$`);

/** A test of one component, whose length and characters are right already. */
type Rule = (text: string) => ValueFault | undefined;

export const rules: Record<RuleName, Rule> = {
  csum: (text) =>
    hasRightCheckDigit(text)
      ? undefined
      : fault('check-digit', text.length - 1, {
          count: text.length - 1,
          digit: checkDigit(text.slice(0, -1)),
        }),
  csumalpha: checkPair,
  gcppos1: (text) => companyPrefix(text, 0),
  gcppos2: (text) => companyPrefix(text, 1),
  yymmdd: (text) => date(text, { yearDigits: 2, dayMayLack: false }),
  yymmd0: (text) => date(text, { yearDigits: 2, dayMayLack: true }),
  yyyymmdd: (text) => date(text, { yearDigits: 4, dayMayLack: false }),
  hhmi: (text) => clock(text, 0, 23) ?? clock(text, 2, 59),
  hh: (text) => clock(text, 0, 23),
  mi: (text) => clock(text, 0, 59),
  ss: (text) => clock(text, 0, 59),
  iso3166: listed(countryNumbers),
  iso3166999: (text) => (text === '999' ? undefined : listed(countryNumbers)(text)),
  iso3166alpha2: listed(countryLetters),
  iso4217: listed(currencyNumbers),
  iso5218: matching(/^[0129]/),
  iban,
  pcenc: (text) => {
    const at = text.search(/%(?![0-9A-Fa-f]{2})/);
    return at < 0 ? undefined : fault('value-percent', at);
  },
  latitude: (text) => (Number(text) <= 1_800_000_000 ? undefined : notListed(text)),
  longitude: (text) => (Number(text) <= 3_600_000_000 ? undefined : notListed(text)),
  mediatype: matching(/^(?:0[1-9]|10|[89][0-9])/),
  packagetype: listed(packageTypes),
  importeridx: matching(/^[-0-9A-Z_a-z]/),
  hyphen: matching(/^-+$/),
  yesno: matching(/^[01]/),
  winding: matching(/^[019]/),
  zero: matching(/^0+$/),
  nonzero: matching(/[1-9]/),
  nozeroprefix: matching(/^(?!0.)/),
  hasnondigit: matching(/[^0-9]/),
  pieceoftotal: (text) => {
    const [piece, total] = [text.slice(0, 2), text.slice(2)];
    return piece !== '00' && piece <= total ? undefined : fault('value-piece', 0);
  },
  posinseqslash: (text) => {
    const [, place, end] = /^([1-9][0-9]*)\/([1-9][0-9]*)$/.exec(text) ?? [];
    return Number(place) <= Number(end) ? undefined : fault('value-piece', 0);
  },
  couponcode: matching(coupon),
  couponposoffer: matching(positiveOffer),
};

/** A digit that tells how many digits follow, less a fixed number. */
function sized(least: number, most: number, extra: number): string {
  const lengths = Array.from({ length: most - least + 1 }, (_, at) => least + at);
  return `(?:${lengths.map((length) => `${length}\\d{${length + extra}}`).join('|')})`;
}

function fault(code: ValueFault['code'], at: number, params?: ValueFault['params']): ValueFault {
  return params ? { code, at, params } : { code, at };
}

function notListed(value: string): ValueFault {
  return fault('value-list', 0, { value });
}

function listed(codes: ReadonlySet<string>): Rule {
  return (text) => (codes.has(text) ? undefined : notListed(text));
}

function matching(pattern: RegExp): Rule {
  return (text) => (pattern.test(text) ? undefined : notListed(text));
}

/** GS1 Company Prefixes have at least four digits; who holds one is not asked. */
function companyPrefix(text: string, from: number): ValueFault | undefined {
  const prefix = text.slice(from, from + 4);
  const stranger = prefix.search(/[^0-9]/);
  if (stranger >= 0) return fault('value-prefix', from + stranger);
  return prefix.length < 4 ? fault('value-prefix', text.length) : undefined;
}

function checkPair(text: string): ValueFault | undefined {
  const pair = text.length < 2 ? undefined : checkCharacterPair(text.slice(0, -2));
  if (pair !== undefined && text.endsWith(pair)) return undefined;
  return fault('value-pair', Math.max(0, text.length - 2), { pair: pair ?? '' });
}

interface DateForm {
  yearDigits: 2 | 4;
  dayMayLack: boolean;
}

/** Years of two digits lie within fifty years of now (General Specifications §7.12), where every fourth is a leap year. */
function date(text: string, { yearDigits, dayMayLack }: DateForm): ValueFault | undefined {
  const month = Number(text.slice(yearDigits, yearDigits + 2));
  const day = Number(text.slice(yearDigits + 2));
  if (text.length !== yearDigits + 4 || month < 1 || month > 12) return fault('value-month', yearDigits);
  if (day === 0 && dayMayLack) return undefined;
  const year = yearDigits === 4 ? Number(text.slice(0, 4)) : 2000 + Number(text.slice(0, 2));
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day >= 1 && day <= days ? undefined : fault('value-day', yearDigits + 2);
}

function clock(text: string, at: number, last: number): ValueFault | undefined {
  return Number(text.slice(at, at + 2)) <= last ? undefined : fault('value-time', at);
}

/** ISO 13616: country, two check digits, account; read as one number it leaves 1 when divided by 97. */
function iban(text: string): ValueFault | undefined {
  const stranger = text.search(/[^0-9A-Z]/);
  if (stranger >= 0) return fault('value-list', stranger, { value: text });
  if (text.length <= 10 || !countryLetters.has(text.slice(0, 2))) return notListed(text);
  const turned = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const character of turned) rest = Number(`${rest}${parseInt(character, 36)}`) % 97;
  return rest === 1 ? undefined : fault('value-list', 2, { value: text });
}
