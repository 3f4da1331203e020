import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues, languages } from '../locales/catalogue.ts';
import type { Language, MessageKey } from '../locales/catalogue.ts';
import type { Sentence } from '../domain/errors.ts';

export type { Language, MessageKey };

/** Renders a catalogue text (ICU MessageFormat) in one language. */
export type Translate = (key: MessageKey, params?: Record<string, string | number>) => string;

const compiled = new Map<string, IntlMessageFormat>();

export const translate: Record<Language, Translate> = { vi: translator('vi'), en: translator('en') };

export function say(t: Translate, { key, params }: Sentence): string {
  return t(key, params);
}

/** The language of a request: what was asked for in the address, else the first one of ours the reader accepts. */
export function chooseLanguage(asked: unknown, acceptLanguage: string | undefined): Language {
  if (isLanguage(asked)) return asked;
  const accepted = (acceptLanguage ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...rest] = range.trim().toLowerCase().split(';');
      const quality = Number(
        rest
          .find((p) => p.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: tag.split('-')[0], quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ language, quality }) => isLanguage(language) && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const best = accepted[0]?.language;
  return isLanguage(best) ? best : 'vi';
}

function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

function translator(language: Language): Translate {
  return (key, params) => {
    const cacheKey = `${language} ${key}`;
    let format = compiled.get(cacheKey);
    if (!format) {
      format = new IntlMessageFormat(catalogues[language][key], language, undefined, { ignoreTag: true });
      compiled.set(cacheKey, format);
    }
    return String(format.format(params));
  };
}
