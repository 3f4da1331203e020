import { understood, unreadable } from './parsed.ts';
import type { Parsed } from './parsed.ts';

const mobile = /^0[35789][0-9]{8}$/;
const landline = /^02[0-9]{9}$/;

/** A Vietnamese number in its national form: `0912345678`, `02963123456`. */
export function parsePhoneNumber(text: string): Parsed<string> {
  const national = text.replace(/[\s.()\p{Pd}]/gu, '').replace(/^(\+84|0084|84)0?(?=[2-9])/, '0');
  const isKnown = mobile.test(national) || landline.test(national);
  return isKnown ? understood(national) : unreadable('identifiers.phone-number');
}
