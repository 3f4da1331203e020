import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues } from '../../server/locales/catalogue.ts';
import type { MessageKey } from '../../server/locales/catalogue.ts';

const folder = path.resolve(import.meta.dirname, '../../server/locales');
const keys = Object.keys(catalogues.en) as MessageKey[];

describe('the catalogues', () => {
  it('hold the same areas and keys in both languages', () => {
    const vietnamese = readdirSync(path.join(folder, 'vi')).sort();
    expect(readdirSync(path.join(folder, 'en')).sort()).toEqual(vietnamese);
    expect(Object.keys(catalogues.vi).sort()).toEqual([...keys].sort());
  });

  it('ask for the same arguments in both languages', () => {
    const differing = keys.filter(
      (key) => argumentsOf(catalogues.vi[key]).join() !== argumentsOf(catalogues.en[key]).join(),
    );
    expect(differing).toEqual([]);
  });

  it('leave no text empty or unreadable', () => {
    const empty = keys.filter((key) => catalogues.vi[key].trim() === '' || catalogues.en[key].trim() === '');
    expect(empty).toEqual([]);
  });

  it('name no key twice in one file', () => {
    for (const language of ['vi', 'en']) {
      for (const file of readdirSync(path.join(folder, language))) {
        const names = [
          ...readFileSync(path.join(folder, language, file), 'utf8').matchAll(/^ {2}"([^"]+)":/gm),
        ].map(([, name]) => name);
        expect({ file, names: names.length }).toEqual({ file, names: new Set(names).size });
      }
    }
  });
});

/** What this test reads of a parsed message. */
interface Element {
  type: number;
  value?: string;
  options?: Record<string, { value: Element[] }>;
}

/** Throws where a text is no ICU message at all. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>();
  const literal = 0;
  const walk = (elements: Element[]): void => {
    for (const element of elements) {
      if (element.value !== undefined && element.type !== literal) names.add(element.value);
      for (const { value } of Object.values(element.options ?? {})) walk(value);
    }
  };
  walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}
