import type { Font, Subset } from 'fontkit';
import type { Weight } from '../../domain/labels/label-text.ts';
import { faceOf } from './typeface.ts';
import type { Letter } from './typeface.ts';

/** One embedded font: a part of the typeface at one weight, cut down to the letters used. */
export interface PdfFont {
  name: string;
  font: Font;
  subset: Subset;
  /** By the code a letter has in this file. */
  letters: PdfLetter[];
}

export interface PdfLetter {
  text: string;
  advance: number;
}

export type PdfLetters = ReturnType<typeof pdfLetters>;

/** Letters get their codes in the order they come, so two threads with the same texts agree without talking. */
export function pdfLetters(texts: readonly { text: string; weight: Weight }[]) {
  const fonts = new Map<string, PdfFont>();
  const codes = new Map<string, { font: PdfFont; code: string }>();
  for (const { text, weight } of texts) spell(text, weight);

  return {
    fonts: (): PdfFont[] => [...fonts.values()],

    /** Operators that show a text inside BT … ET, changing fonts where letters come from different parts. */
    show(text: string, weight: Weight, size: number): string {
      let operators = '';
      let run = '';
      let current: PdfFont | undefined;
      for (const { font, code } of spell(text, weight)) {
        if (font !== current) {
          if (run !== '') operators += `<${run}> Tj `;
          operators += `/${font.name} ${decimal(size)} Tf `;
          run = '';
          current = font;
        }
        run += code;
      }
      return run === '' ? operators : `${operators}<${run}> Tj`;
    },
  };

  function spell(text: string, weight: Weight): { font: PdfFont; code: string }[] {
    const characters = Array.from(text.normalize('NFC'));
    return characters.map((character) => {
      const key = `${weight} ${character}`;
      let known = codes.get(key);
      if (!known) codes.set(key, (known = take(character, weight)));
      return known;
    });
  }

  function take(character: string, weight: Weight): { font: PdfFont; code: string } {
    const face = faceOf(weight);
    const [letter] = face.letters(character);
    if (!letter) throw new Error('a character is one letter');
    const font = fontFor(letter, weight, face.fonts);
    // The type says boolean; what comes back is the letter’s number in the subset.
    const code = font.subset.includeGlyph(letter.glyph) as unknown as number;
    font.letters[code] = { text: character, advance: letter.advance };
    return { font, code: code.toString(16).padStart(4, '0') };
  }

  function fontFor({ part }: Letter, weight: Weight, parts: readonly Font[]): PdfFont {
    const key = `${weight} ${part}`;
    let found = fonts.get(key);
    if (!found) {
      const font = parts[part];
      if (!font) throw new Error('a letter comes from a part of its face');
      found = { name: `F${fonts.size}`, font, subset: font.createSubset(), letters: [] };
      fonts.set(key, found);
    }
    return found;
  }
}

/** Short, and never in the exponent's notation, which PDF and PostScript do not know. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(4)));
}
