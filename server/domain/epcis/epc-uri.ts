import { checkDigit } from '../identifiers/check-digit.ts';
import type { Element } from '../identifiers/element-check.ts';
import { percentDecoded } from '../identifiers/percent-encoding.ts';

/** The parts of an EPC URI between its dots, the last one taking all that follows. */
type Build = (parts: readonly string[]) => Element[];

/**
 * Reads a pure-identity EPC URI, a class or a pattern of all serials (EPC Tag Data Standard 2.x §6–8) as the elements
 * of its Digital Link: `urn:epc:id:sgtin:4012345.011111.9876` is (01)04012345111118(21)9876. Undefined for what is
 * none, or names no GS1 key.
 */
export function elementsOfEpcUri(uri: string): Element[] | undefined {
  const [, kind = '', scheme = '', rest = ''] = /^urn:epc:(id|class|idpat):([a-z]+):(.+)$/.exec(uri) ?? [];
  const build = schemes[`${kind}:${scheme}`];
  if (!build) return undefined;
  const parts = partsOf(rest, build.parts);
  if (!parts || !/^\d{6,12}$/.test(parts[0] ?? '')) return undefined;
  if (kind === 'idpat' && !uri.endsWith('.*')) return undefined;
  return build.elements(parts);
}

/** Key by key: how many parts, and how they become elements. The last part may hold dots. */
const schemes: Partial<Record<string, { parts: number; elements: Build }>> = {
  'id:sgtin': { parts: 3, elements: ([p, r, s]) => [gtin(p, r), { ai: '21', value: text(s) }] },
  'class:lgtin': { parts: 3, elements: ([p, r, s]) => [gtin(p, r), { ai: '10', value: text(s) }] },
  'idpat:sgtin': { parts: 3, elements: ([p, r]) => [gtin(p, r)] },
  'id:upui': { parts: 3, elements: ([p, r, s]) => [gtin(p, r), { ai: '235', value: text(s) }] },
  'idpat:upui': { parts: 3, elements: ([p, r]) => [gtin(p, r)] },
  'id:itip': {
    parts: 5,
    elements: ([p, r, piece, total, s]) => [itip(p, r, piece, total), { ai: '21', value: text(s) }],
  },
  'idpat:itip': { parts: 5, elements: ([p, r, piece, total]) => [itip(p, r, piece, total)] },
  'id:sscc': { parts: 2, elements: ([p, r]) => [checked('00', indicated(p, r))] },
  'id:sgln': {
    parts: 3,
    elements: ([p, r, s]) => [
      checked('414', joined(p, r)),
      ...(s === '0' ? [] : [{ ai: '254', value: text(s) }]),
    ],
  },
  'id:pgln': { parts: 2, elements: ([p, r]) => [checked('417', joined(p, r))] },
  'id:grai': { parts: 3, elements: ([p, r, s]) => [checked('8003', `0${joined(p, r)}`, text(s))] },
  'idpat:grai': { parts: 3, elements: ([p, r]) => [checked('8003', `0${joined(p, r)}`)] },
  'id:giai': { parts: 2, elements: ([p, r]) => [{ ai: '8004', value: joined(p, text(r)) }] },
  'id:gsrn': { parts: 2, elements: ([p, r]) => [checked('8018', joined(p, r))] },
  'id:gsrnp': { parts: 2, elements: ([p, r]) => [checked('8017', joined(p, r))] },
  'id:gdti': { parts: 3, elements: ([p, r, s]) => [checked('253', joined(p, r), text(s))] },
  'idpat:gdti': { parts: 3, elements: ([p, r]) => [checked('253', joined(p, r))] },
  'id:sgcn': { parts: 3, elements: ([p, r, s]) => [checked('255', joined(p, r), text(s))] },
  'idpat:sgcn': { parts: 3, elements: ([p, r]) => [checked('255', joined(p, r))] },
  'id:cpi': {
    parts: 3,
    elements: ([p, r, s]) => [
      { ai: '8010', value: joined(p, text(r)) },
      { ai: '8011', value: text(s) },
    ],
  },
  'idpat:cpi': { parts: 3, elements: ([p, r]) => [{ ai: '8010', value: joined(p, text(r)) }] },
  'id:ginc': { parts: 2, elements: ([p, r]) => [{ ai: '401', value: joined(p, text(r)) }] },
  'id:gsin': { parts: 2, elements: ([p, r]) => [checked('402', joined(p, r))] },
};

function partsOf(rest: string, count: number): string[] | undefined {
  const pieces = rest.split('.');
  if (pieces.length < count) return undefined;
  return [...pieces.slice(0, count - 1), pieces.slice(count - 1).join('.')];
}

function gtin(prefix = '', reference = ''): Element {
  return checked('01', indicated(prefix, reference));
}

function itip(prefix = '', reference = '', piece = '', total = ''): Element {
  return checked('8006', indicated(prefix, reference), piece + total);
}

/** Indicator or extension digit stands before the company prefix in the key, behind it in the URI. */
function indicated(prefix = '', reference = ''): string {
  return reference.charAt(0) + prefix + reference.slice(1);
}

function joined(prefix = '', reference = ''): string {
  return prefix + reference;
}

function checked(ai: string, body: string, tail = ''): Element {
  return { ai, value: body + checkDigit(body) + tail };
}

function text(part = ''): string {
  return percentDecoded(part);
}
