import { definitionOf, isPredefined, qualifierRowsOf } from './application-identifiers.ts';
import type { Element } from './element-check.ts';
import { formatBracketed, parseBracketed } from './element-syntax.ts';
import type { DigitalLink } from './digital-link-syntax.ts';
import { percentEncoded } from './percent-encoding.ts';
import { refused } from './syntax-fault.ts';
import type { Read } from './syntax-fault.ts';

const canonicalStem = 'https://id.gs1.org';

/**
 * The Digital Link URI of these elements: the first primary key, as many of its qualifiers as there are, and the rest
 * as data attributes, those of predefined length first. Faults are told by their place in the bracketed form.
 */
export function buildDigitalLink(
  elements: readonly Element[],
  { stem = canonicalStem, otherQuery = [] }: { stem?: string; otherQuery?: readonly string[] } = {},
): Read<string> {
  const checked = parseBracketed(formatBracketed(elements));
  if (!checked.ok) return checked;
  const key = checked.value.find(({ ai }) => qualifierRowsOf(ai).length > 0);
  if (!key) return refused('link-key', 0);
  const qualifiers = qualifiersOf(key, checked.value);
  const attributes = checked.value.filter((element) => element !== key && !qualifiers.includes(element));
  const stray = attributes.find(({ ai }) => definitionOf(ai)?.inQuery !== true);
  if (stray) return refused('link-attribute', 0, { ai: stray.ai });
  const query = attributes
    .sort((one, other) => Number(isPredefined(other.ai)) - Number(isPredefined(one.ai)))
    .map(({ ai, value }) => `${ai}=${percentEncoded(value)}`)
    .concat(otherQuery)
    .join('&');
  const path = identifierPath({ key, qualifiers });
  return { ok: true, value: stem.replace(/\/$/, '') + path + (query === '' ? '' : `?${query}`) };
}

/** All elements of a link: key, qualifiers, attributes. */
export function elementsOf(link: Omit<DigitalLink, 'stem' | 'otherQuery'>): Element[] {
  return [link.key, ...link.qualifiers, ...link.attributes];
}

/** The one URI by which systems compare what two links name: without stem, attributes or other query. */
export function canonicalDigitalLink(link: Pick<DigitalLink, 'key' | 'qualifiers'>): string {
  return canonicalStem + identifierPath(link);
}

/** The path of a checked key and its qualifiers. */
export function identifierPath({ key, qualifiers }: Pick<DigitalLink, 'key' | 'qualifiers'>): string {
  return [key, ...qualifiers].map(({ ai, value }) => `/${ai}/${percentEncoded(value)}`).join('');
}

function qualifiersOf(key: Element, elements: readonly Element[]): Element[] {
  return qualifierRowsOf(key.ai)
    .map((row) => row.flatMap((ai) => elements.filter((element) => element.ai === ai)))
    .reduce((longest, row) => (row.length > longest.length ? row : longest), []);
}
