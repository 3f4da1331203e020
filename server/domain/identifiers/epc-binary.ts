import { checkFound } from './element-check.ts';
import type { Element } from './element-check.ts';
import { alphabets, bitsOf } from './epc-bits.ts';
import { classicSchemes } from './epc-classic-schemes.ts';
import { plusSchemes } from './epc-plus-schemes.ts';
import type { EpcContent } from './epc-scheme.ts';
import { refused } from './syntax-fault.ts';
import type { Read } from './syntax-fault.ts';

/** What the binary code of a tag names; its Digital Link is built from it as from any other. */
export interface EpcLink {
  scheme: string;
  key: Element;
  qualifiers: Element[];
  attributes: Element[];
}

const schemes = new Map([...classicSchemes, ...plusSchemes]);

/** Tags are written in words of sixteen bits, the last one filled up with zeros. */
const wordWidth = 16;

export function isEpcPath(rawPath: string): boolean {
  return /^\/e[hx]/.test(rawPath);
}

/**
 * Reads `/eh{hexadecimal}` or `/ex{base 64}`, the binary code of a tag as the path of a Digital Link (Compression
 * Standard for EPC binary strings 1.0, resolver rule 2.3). One slash at the end is forgiven, the query not looked at.
 * What may follow the identity on a tag (more data, a host name) is left aside: it does not change what is named.
 */
export function parseEpcPath(rawPath: string): Read<EpcLink> {
  const path = rawPath.replace(/[?#].*$/s, '').replace(/\/$/, '');
  const isHexadecimal = path.startsWith('/eh');
  const from = '/eh'.length;
  const stranger = path.slice(from).search(isHexadecimal ? /[^0-9A-Fa-f]/ : /[^-0-9A-Z_a-z]/);
  if (!isEpcPath(path) || path.length === from) return refused('epc-form', 0);
  if (stranger >= 0) return refused('epc-form', from + stranger);
  const bits = isHexadecimal
    ? bitsOf(path.slice(from).toLowerCase(), alphabets.lowerHexadecimal)
    : bitsOf(path.slice(from), alphabets.base64);
  const header = parseInt(bits.slice(0, 8), 2).toString(16).padStart(2, '0');
  const scheme = schemes.get(header);
  if (bits.length < 8 || !scheme) return refused('epc-scheme', from, { header });
  const placeOf = (bit: number) => from + Math.floor(bit / (isHexadecimal ? 4 : 6));
  const content = scheme.decode(bits);
  if ('trouble' in content) return refused(content.trouble, placeOf(content.at), content.params);
  if (!isFilledUp(bits, content)) return refused('epc-long', placeOf(content.used));
  const elements = checkFound(content.elements.map((element) => ({ ...element, placeOf: () => from })));
  if (!elements.ok) return elements;
  const [key = { ai: '', value: '' }, ...others] = elements.value;
  const isQualifier = ({ ai }: Element) => ai === '21' || ai === '254';
  return {
    ok: true,
    value: {
      scheme: scheme.name,
      key,
      qualifiers: others.filter(isQualifier),
      attributes: others.filter((element) => !isQualifier(element)),
    },
  };
}

function isFilledUp(bits: string, { used, hasMore }: EpcContent): boolean {
  const rest = bits.slice(used);
  return hasMore || (rest.length < wordWidth && !rest.includes('1'));
}
