import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeKey, keysOf, lineOf, searchReadings, wordReach } from '../../server/domain/search-reading.ts';
import { searchKey } from '../../server/domain/search-key.ts';
import { meantSyllable } from '../../server/domain/typed-vietnamese.ts';
import { tierFilter } from '../../server/lookup/search-filter.ts';

describe('a syllable typed without the keyboard that makes letters of it', () => {
  it.each([
    ['dduowngf', 'duong'],
    ['ddu]o]ngf', 'duong'],
    ['dd][ngf', 'duong'],
    ['duwowngf', 'duong'],
    ['duongdwf', 'duong'],
    ['dduowngff', 'duong'],
    ['thoots', 'thot'],
    ['thotso', 'thot'],
    ['thootss', 'thot'],
    ['noots', 'not'],
    ['hoaf', 'hoa'],
    ['hofa', 'hoa'],
    ['nguwowif', 'nguoi'],
    ['quyeenr', 'quyen'],
    ['gieengs', 'gieng'],
    ['tinhj', 'tinh'],
    ['d9u7o7ng2', 'duong'],
    ['d9uong72', 'duong'],
    ['tho61t', 'thot'],
    ['nu1i', 'nui'],
  ])('%s is %s', (typed, meant) => expect(meantSyllable(typed)).toBe(meant));

  it.each([
    'plantation',
    'organic',
    'honey',
    'sugar',
    'palm',
    'tn2026',
    'bb0714',
    'vg01',
    'x1',
    'thot',
    'nuoc',
  ])('%s is nothing else', (typed) => expect(meantSyllable(typed)).toBeUndefined());

  const tones = ['', 's', 'f', 'r', 'x', 'j'];
  const written: [telex: string, vni: string, plain: string][] = [
    ['dduwowng', 'd9u7o7ng', 'duong'],
    ['tieen', 'tie6n', 'tien'],
    ['nguyeen', 'nguye6n', 'nguyen'],
    ['nawng', 'na8ng', 'nang'],
    ['khoai', 'khoai', 'khoai'],
    ['luwu', 'lu7u', 'luu'],
  ];
  it('is read the same wherever its tone stands behind the vowel', () => {
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.nat(5), fc.nat(9), ([telex, vni, plain], tone, place) => {
        const from = telex.search(/[aeiouyw]/) + 1;
        const at = Math.min(telex.length, from + place);
        const typed = telex.slice(0, at) + (tones[tone] ?? '') + telex.slice(at);
        expect(meantSyllable(typed) ?? typed).toBe(plain);
        expect(meantSyllable(tone === 0 ? vni : `${vni}${tone}`) ?? vni).toBe(plain);
      }),
    );
  });
});

describe('what stands in the search box', () => {
  const wordsOf = (text: string) => searchReadings(text).map(({ words }) => words);

  it('is read as it stands before it is read as Telex', () => {
    expect(wordsOf('ddu]o]ngf thoots noots')).toEqual([
      [['duong'], ['thoots'], ['noots']],
      [['duong'], ['thot', 'thoots'], ['not', 'noots']],
    ]);
    expect(wordsOf('Hoà Đa')).toEqual([[['hoa'], ['da']]]);
    expect(wordsOf('HÒA đa')).toEqual(wordsOf('hoà ĐA'));
  });

  it('is a code with and without its signs and filling zeros', () => {
    const codes = ['0893 850.597-4019', '08938505974019', '8938505974019'].map(
      (text) => searchReadings(text)[0]?.code,
    );
    expect(new Set(codes)).toEqual(new Set(['8938505974019']));
    expect(codeKey('tn-2026-01')).toBe(codeKey('TN 2026.01'));
    const [link] = searchReadings('https://txng.example.vn/01/09520000000011/10/TT-7?x=1');
    expect(link?.code).toBe(codeKey('09520000000011TT-7'));
  });

  it.each(['', '   ', '***', '"\'“”', '.,;:!?', '$', '[]', '{}'])('%j asks for nothing', (text) =>
    expect(searchReadings(text)).toEqual([]),
  );

  it('never becomes a pattern or an operator, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
        for (const reading of searchReadings(text)) {
          const { words, code, phrase } = reading;
          const parts = [...words.flat(), code, phrase.replaceAll(' ', '')];
          expect(parts.every((part) => /^[\p{L}\p{N}]*$/u.test(part))).toBe(true);
          expect(words.length).toBeLessThanOrEqual(8);
          expect(JSON.stringify(tierFilter(reading, 'words', 0))).not.toMatch(/"\$(?!in"|and"|regex"|nor")/);
        }
      }),
    );
  });
});

describe('what a record is found by', () => {
  const word = fc.constantFrom(
    'Đường',
    'thốt',
    'nốt',
    'Tịnh',
    'Biên',
    'Hoà',
    "M'gar",
    'VietGAP',
    'palm',
    'sugar',
  );

  it('holds every beginning of each of its words, in any order and writing', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        fc.integer({ min: 1, max: 9 }),
        (words, at, length) => {
          const title = words.join(' ');
          const keys = keysOf({ title, words: [], codes: [] });
          const begun = (words[at % words.length] ?? '').slice(0, length);
          for (const writing of [begun, begun.toUpperCase(), begun.normalize('NFD'), searchKey(begun)]) {
            const [reading] = searchReadings(writing);
            for (const [key = ''] of reading?.words ?? []) expect(keys).toContain(key.slice(0, wordReach));
          }
        },
      ),
    );
  });

  it('tells whole codes from begun ones and the first word of the title from others', () => {
    const found = { title: 'Đường thốt nốt', words: [], codes: ['09520000000011'] };
    const keys = keysOf(found);
    expect(keys).toEqual(expect.arrayContaining(['=9520000000011', '9520', '^duong', 'thot']));
    expect(keys).not.toContain('^thot');
    expect(lineOf(found)).toBe(' duong thot not 09520000000011 9520000000011 ');
  });
});
