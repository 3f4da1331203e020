import { understood, unreadable } from './parsed.ts';
import type { Parsed } from './parsed.ts';

/** Since 2025-07-01 households and individuals use their 12-digit personal number, which is personal data. */
export type TaxCodeForm = 'enterprise' | 'dependent-unit' | 'personal';

export interface TaxCode {
  form: TaxCodeForm;
  /** `0123456789`, `0123456789-001` or `012345678901`. */
  value: string;
}

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

export function parseTaxCode(text: string): Parsed<TaxCode> {
  const digits = text.normalize('NFC').replace(/[\s.\p{Pd}]/gu, '');
  const stranger = /[^0-9]/u.exec(digits)?.[0];
  if (stranger) return unreadable('identifiers.tax-digits-only', { character: stranger });
  switch (digits.length) {
    case 9:
      return unreadable('identifiers.tax-old-identity');
    case 10:
      return enterprise(digits);
    case 12:
      return personal(digits);
    case 13:
      return dependentUnit(digits);
    default:
      return unreadable('identifiers.tax-length', { count: digits.length });
  }
}

/** The tenth digit is 10 less the weighted sum modulo 11; a remainder of 0 was never issued. */
function enterprise(digits: string): Parsed<TaxCode> {
  const remainder = weights.reduce((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0) % 11;
  if (remainder === 0) return unreadable('identifiers.tax-never-issued');
  const digit = String(10 - remainder);
  if (digits.charAt(9) !== digit) return unreadable('identifiers.tax-check-digit', { digit });
  return understood({ form: 'enterprise', value: digits });
}

function dependentUnit(digits: string): Parsed<TaxCode> {
  const head = enterprise(digits.slice(0, 10));
  if (!head.ok) return head;
  const unit = digits.slice(10);
  if (unit === '000') return unreadable('identifiers.tax-dependant');
  return understood({ form: 'dependent-unit', value: `${head.value.value}-${unit}` });
}

/** Birth province or country, century and sex, year, six random digits: nothing in it can be checked further. */
function personal(digits: string): Parsed<TaxCode> {
  if (digits.startsWith('000')) return unreadable('identifiers.tax-personal');
  return understood({ form: 'personal', value: digits });
}
