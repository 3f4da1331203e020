import { foldCrockford } from './crockford.ts';
import { parseTypedCode } from './typed-code.ts';

/** A stamp as somebody typed it: its serial, and the product's key where that stands with it. */
export interface TypedStamp {
  productKey: string | null;
  serial: string;
  /** False in the box for lots, where a lot may look the same. */
  isSerial: boolean;
}

const serialLength = 20;
/** What is nearly as long was meant for a serial: a group left out, a character twice. */
const nearly = { from: 17, to: 23 };

/**
 * The serial in a search: the whole address or element string off the stamp, the serial in the second box, or alone;
 * in groups, in small letters, with O for 0. Undefined where a product or lot was typed. Whether it is a serial of
 * ours is not known yet; one that is nearly so long comes back as typed, to be told as mistyped.
 */
export function parseTypedStamp({ code, lot }: { code: string; lot: string }): TypedStamp | undefined {
  const whole = /^(.*(?:\/|^)(?:01|t)\/[^/]+)(?:\/10\/[^/]+)?\/21\/([^/?#]+)/i.exec(code.trim());
  const elements = /^\s*(\(01\)[0-9 ]+)(?:\(10\)[^(]*)?\(21\)(.+)$/.exec(code);
  const [, key, serial] = whole ?? elements ?? [];
  if (key !== undefined && serial !== undefined) return typed(key, serial, true);
  if (foldCrockford(lot, serialLength) !== null) return typed(code, lot, false);
  return lot.trim() === '' && isNearlySerial(code)
    ? { productKey: null, serial: code.trim(), isSerial: true }
    : undefined;
}

function typed(key: string, serial: string, isSerial: boolean): TypedStamp | undefined {
  const link = parseTypedCode({ code: key, lot: '' });
  return link.ok ? { productKey: link.value.key.value, serial: serial.trim(), isSerial } : undefined;
}

/** No code of a product has so many letters and digits. */
function isNearlySerial(code: string): boolean {
  const { length } = code.replaceAll(/[\s-]/g, '');
  return (
    /^[\s0-9A-Za-z-]+$/.test(code) && /[A-Za-z]/.test(code) && length >= nearly.from && length <= nearly.to
  );
}
