import { parseTracePath, tracePath } from '../../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../../domain/identifiers/digital-link.ts';
import type { Language } from '../../platform/i18n.ts';

const words = {
  origin: { vi: '/vi/nguon-goc', en: '/en/origin' },
  report: { vi: '/vi/phan-anh', en: '/en/report' },
} as const;
const unitWords = { vi: '/vi/tem', en: '/en/stamp' } as const;
const unitPattern = /^\/(?:(vi)\/tem|en\/stamp)\/([0-9A-Z]{8,20})\/([0-9A-HJKMNP-TV-Z]{20})$/;

type Kind = keyof typeof words;

const recallWords = { vi: '/vi/thu-hoi', en: '/en/recalls' } as const;

/** The public notice of a recall by its number; without one, the list of all. */
export function recallHref(lang: Language, number?: string): string {
  return number === undefined ? recallWords[lang] : `${recallWords[lang]}/${number}`;
}

/** `/vi/nguon-goc/08938505970013/LO-1`: code and lot as they stand in the printed code, still percent-encoded. */
export function originHref(link: TraceLink, lang: Language): string {
  return words.origin[lang] + tail(tracePath(link));
}

/** Where the pages of an origin stand, in every language; `path` is its key in the read model. */
export function originAddresses(path: string): string[] {
  return (['vi', 'en'] as const).map((lang) => pathHref(path, lang));
}

/** The page of a lot by its key in the read model. */
export function pathHref(path: string, lang: Language): string {
  const link = parseTracePath(`/${path}`);
  if (!link.ok) throw new Error(`No path of a printed code: ${path}`);
  return originHref(link.value, lang);
}

export function reportHref(link: TraceLink, lang: Language): string {
  return words.report[lang] + tail(tracePath(link));
}

/** `/vi/tem/08938505970013/7KQ2…`: a stamp by the product's key and its serial, which names the batch. */
export function unitHref(
  { productKey, serial }: { productKey: string; serial: string },
  lang: Language,
): string {
  return `${unitWords[lang]}/${productKey}/${serial}`;
}

/** Only the one canonical spelling: product key and serial as we write them, without query. */
export function readUnitHref(
  url: string,
): { productKey: string; serial: string; lang: Language } | undefined {
  const [, vietnamese, productKey = '', serial = ''] = unitPattern.exec(url) ?? [];
  return serial === '' ? undefined : { productKey, serial, lang: vietnamese === undefined ? 'en' : 'vi' };
}

/** Where the report of a stamp begins: at its batch, with the serial. */
export function unitReportHref(link: TraceLink, serial: string, lang: Language): string {
  return `${reportHref(link, lang)}?serial=${serial}`;
}

/** The printed path behind the address of a page, to be parsed like any other: `/01/…/10/…` or `/t/…/10/…`. */
export function printedPath(kind: Kind, lang: Language, rawPath: string): string {
  const [, code = '', lot, ...rest] = rawPath.slice(words[kind][lang].length).replace(/\/$/, '').split('/');
  const key = /^[0-9]+$/.test(code) ? '01' : 't';
  return [`/${key}/${code}`, ...(lot === undefined ? [] : ['10', lot]), ...rest].join('/');
}

export function pagePattern(kind: Kind, lang: Language): RegExp {
  return new RegExp(`^${words[kind][lang]}/.`);
}

function tail(path: string): string {
  return path.replace(/^\/(?:01|t)(?=\/)/, '').replace(/^(\/[^/]+)\/10(?=\/)/, '$1');
}
