import { correction, generate, mode } from 'lean-qr';
import type { QrSymbol, TextPart } from './qr-symbol.ts';

/** A symbol that two encoders make differently is not printed: a stamp on paper cannot be called back. */
export class SymbolDisputed extends Error {
  override readonly name = 'SymbolDisputed';
}

/** Throws unless an encoder of another author makes the same symbol at the same version, level and mask. */
export function confirmSymbol(
  { size, cells, version, level, mask }: QrSymbol,
  parts: readonly TextPart[],
): void {
  const second = generate(mode.multi(...parts.map(modeOf)), {
    minVersion: version,
    maxVersion: version,
    minCorrectionLevel: correction[level],
    maxCorrectionLevel: correction[level],
    mask,
  });
  if (second.size !== size) throw disputed(parts);
  for (let y = 0, at = 0; y < size; y++) {
    for (let x = 0; x < size; x++, at++) {
      if (second.get(x, y) !== (cells[at] === 1)) throw disputed(parts);
    }
  }
}

function modeOf({ mode: name, text }: TextPart) {
  if (name === 'numeric') return mode.numeric(text);
  return name === 'alphanumeric' ? mode.alphaNumeric(text) : mode.bytes(Buffer.from(text, 'utf8'));
}

function disputed(parts: readonly TextPart[]): SymbolDisputed {
  return new SymbolDisputed(`Two encoders disagree on ${parts.map(({ text }) => text).join('')}`);
}
