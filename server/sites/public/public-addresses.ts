import { parseTracePath, tracePath } from '../../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../../domain/identifiers/digital-link.ts';
import type { Language } from '../../platform/i18n.ts';

const words = {
  origin: { vi: '/vi/nguon-goc', en: '/en/origin' },
  report: { vi: '/vi/phan-anh', en: '/en/report' },
} as const;

type Kind = keyof typeof words;

/** `/vi/nguon-goc/08938505970013/LO-1`: code and lot as they stand in the printed code, still percent-encoded. */
export function originHref(link: TraceLink, lang: Language): string {
  return words.origin[lang] + tail(tracePath(link));
}

/** Where the pages of an origin stand, in every language; `path` is its key in the read model. */
export function originAddresses(path: string): string[] {
  const link = parseTracePath(`/${path}`);
  if (!link.ok) throw new Error(`No path of a printed code: ${path}`);
  return (['vi', 'en'] as const).map((lang) => originHref(link.value, lang));
}

export function reportHref(link: TraceLink, lang: Language): string {
  return words.report[lang] + tail(tracePath(link));
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
