import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as fontkit from 'fontkit';
import type { Font, Glyph } from 'fontkit';
import type { Weight } from '../../domain/labels/label-text.ts';

/** A letter as it is drawn: which part of the typeface it comes from, and how far the next one stands, at size 1. */
export interface Letter {
  part: number;
  glyph: Glyph;
  advance: number;
}

export type Typeface = ReturnType<typeof typeface>;

/** The package cuts the typeface by script; together these parts hold every Vietnamese letter. */
const parts = ['latin', 'vietnamese', 'latin-ext'];
const weights: Record<Weight, number> = { regular: 500, bold: 700 };
const missing = '?';

const faces = new Map<Weight, Typeface>();

/** Be Vietnam Pro, read once a process. */
export function faceOf(weight: Weight): Typeface {
  let face = faces.get(weight);
  if (!face) faces.set(weight, (face = typeface(weights[weight])));
  return face;
}

/** Width at size 1. */
export function measureText(text: string, weight: Weight): number {
  return faceOf(weight)
    .letters(text)
    .reduce((sum, { advance }) => sum + advance, 0);
}

function typeface(weight: number) {
  const fonts = parts.map((part) => open(`be-vietnam-pro-${part}-${weight}-normal.woff`));
  const known = new Map<string, Letter>();

  return {
    fonts,
    /** Composed first, because the typeface holds letters with their marks; what it lacks becomes a question mark. */
    letters: (text: string): Letter[] => Array.from(text.normalize('NFC'), letter),
  };

  function letter(character: string): Letter {
    let found = known.get(character);
    if (!found) known.set(character, (found = find(character) ?? letter(missing)));
    return found;
  }

  function find(character: string): Letter | undefined {
    const codePoint = character.codePointAt(0) ?? 0;
    const part = fonts.findIndex((font) => font.hasGlyphForCodePoint(codePoint));
    const font = fonts[part];
    if (!font) return undefined;
    const glyph = font.glyphForCodePoint(codePoint);
    return { part, glyph, advance: glyph.advanceWidth / font.unitsPerEm };
  }
}

function open(file: string): Font {
  const folder = path.dirname(
    createRequire(import.meta.url).resolve('@fontsource/be-vietnam-pro/package.json'),
  );
  const font = fontkit.create(readFileSync(path.join(folder, 'files', file)));
  if ('fonts' in font) throw new Error(`${file} holds several fonts`);
  return font;
}
