import enCommon from './en/common.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import viCommon from './vi/common.json' with { type: 'json' };
import viErrors from './vi/errors.json' with { type: 'json' };

/**
 * The words of every page and problem, one file an area and language. Keys are typed from the English
 * files; test/unit/locales.test.ts proves that both languages hold the same keys and arguments.
 */
const en = { common: enCommon, errors: enErrors };
const vi: Catalogue = { common: viCommon, errors: viErrors };

type Catalogue = { [Area in keyof typeof en]: Record<keyof (typeof en)[Area], string> };
export type MessageKey = { [Area in keyof Catalogue]: `${Area}.${keyof Catalogue[Area] & string}` }[keyof Catalogue];

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

export const catalogues: Record<Language, Record<MessageKey, string>> = { vi: flatten(vi), en: flatten(en) };

function flatten(catalogue: Catalogue): Record<MessageKey, string> {
  const entries = Object.entries(catalogue).flatMap(([area, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text] as const),
  );
  return Object.fromEntries(entries) as Record<MessageKey, string>;
}
