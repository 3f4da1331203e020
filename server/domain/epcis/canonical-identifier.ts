import { parseDigitalLink } from '../identifiers/digital-link-syntax.ts';
import { parseTracePath } from '../identifiers/digital-link.ts';
import { identifierPath } from '../identifiers/digital-link-build.ts';
import type { Element } from '../identifiers/element-check.ts';
import { percentEncoded } from '../identifiers/percent-encoding.ts';
import { elementsOfEpcUri } from './epc-uri.ts';

/**
 * The one spelling by which identifiers of events are compared and hashed (CBV 2.0 §8.9): EPC URIs and Digital Links of
 * any host become `https://id.gs1.org/…` of the finest level named, without attributes. Codes of our own keep their
 * host, which alone makes them unique. Whatever else a URI may be stays as it is.
 */
export function canonicalIdentifier(uri: string): string {
  if (uri.startsWith('urn:epc:')) {
    const elements = elementsOfEpcUri(uri);
    return elements ? canonicalUri(elements) : uri;
  }
  if (!/^https?:\/\//i.test(uri)) return uri;
  const link = parseDigitalLink(withNumbers(uri));
  if (link.ok) return canonicalUri([link.value.key, ...link.value.qualifiers]);
  return internalUri(uri) ?? uri;
}

function canonicalUri(elements: readonly Element[]): string {
  const named = elements.some(({ ai }) => ai === '21' || ai === '235')
    ? elements.filter(({ ai }) => ai !== '10')
    : elements;
  const path = named
    .filter(({ ai }) => ai !== '22')
    .map(({ ai, value }) => `/${ai}/${lightlyEncoded(value)}`)
    .join('');
  return `https://id.gs1.org${path}`;
}

/** Only what a path cannot hold is encoded: the signs that EPC URIs leave as they are stay so here. */
function lightlyEncoded(value: string): string {
  return percentEncoded(value).replace(/%27|%3B|%3D/g, (code) => decodeURIComponent(code));
}

/** The names that version 1.0 of the Digital Link allowed for application identifiers, and GTINs without zeros. */
function withNumbers(uri: string): string {
  const named = uri.replace(/\/([a-z]+)(?=\/)/g, (whole, name: string) => {
    const ai = shortNames[name];
    return ai === undefined ? whole : `/${ai}`;
  });
  return named.replace(
    /\/01\/(\d{13}|\d{12}|\d{8})(?=[/?#]|$)/,
    (_, digits: string) => `/01/${digits.padStart(14, '0')}`,
  );
}

const shortNames: Partial<Record<string, string>> = {
  gtin: '01',
  itip: '8006',
  cpid: '8010',
  gln: '414',
  party: '417',
  gsrnp: '8017',
  gsrn: '8018',
  gcn: '255',
  sscc: '00',
  gdti: '253',
  ginc: '401',
  gsin: '402',
  grai: '8003',
  giai: '8004',
  cpv: '22',
  lot: '10',
  ser: '21',
};

/** `/t/` and its code in capitals, the host in small letters; undefined for what is no code of ours. */
function internalUri(uri: string): string | undefined {
  if (!/^https?:\/\/[^/]+\/t\//i.test(uri) || !URL.canParse(uri)) return undefined;
  const { origin } = new URL(uri);
  const link = parseTracePath(uri.slice(uri.indexOf('/', 'https://'.length)));
  if (!link.ok || link.value.key.ai !== 't') return undefined;
  const { key, qualifiers } = link.value;
  const hasSerial = qualifiers.some(({ ai }) => ai === '21');
  return (
    origin + identifierPath({ key, qualifiers: qualifiers.filter(({ ai }) => !(hasSerial && ai === '10')) })
  );
}
