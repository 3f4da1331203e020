import { describe, expect, it } from '@jest/globals';
import qrcode from 'qrcode';
import { partsOf, qrSymbols } from '../../../server/features/stamps/labels/qr-symbol.ts';
import { SymbolDisputed, confirmSymbol } from '../../../server/features/stamps/labels/qr-second-opinion.ts';
import { aLabel, someLabels } from '../../support/label-samples.ts';

describe('symbols of stamps', () => {
  it('are those of the encoder itself, its choice of mask included', () => {
    const symbols = qrSymbols('M');
    for (const { uri } of someLabels(300)) {
      const own = symbols.symbolOf(uri);
      const segments = partsOf(uri).map(({ text, mode }) => ({ data: text, mode })) as qrcode.QRCodeSegment[];
      const plain = qrcode.create(segments, { errorCorrectionLevel: 'M' });
      expect([own.version, own.mask]).toEqual([plain.version, plain.maskPattern]);
      expect(Buffer.from(own.cells).equals(Buffer.from(plain.modules.data))).toBe(true);
    }
  });

  it('have one size throughout a run, whatever the serial', () => {
    const symbols = qrSymbols('M');
    const digits = aLabel(1).uri.slice(0, -20) + '1'.repeat(20);
    const letters = aLabel(1).uri.slice(0, -20) + 'Z'.repeat(20);
    expect(symbols.symbolOf(digits).size).toBe(symbols.symbolOf(letters).size);
  });

  it('are refused before printing when the second encoder disagrees on a single module', () => {
    const { uri } = aLabel(3);
    const symbol = qrSymbols('M').symbolOf(uri);
    expect(() => {
      confirmSymbol(symbol, partsOf(uri));
    }).not.toThrow();
    for (let at = 0; at < symbol.cells.length; at += 7) {
      const cells = Uint8Array.from(symbol.cells);
      cells[at] = 1 - (cells[at] ?? 0);
      expect(() => {
        confirmSymbol({ ...symbol, cells }, partsOf(uri));
      }).toThrow(SymbolDisputed);
    }
    expect(() => {
      confirmSymbol(symbol, partsOf(aLabel(4).uri));
    }).toThrow(SymbolDisputed);
  });

  it('take codes of one’s own and hosts with a port as well', () => {
    const symbols = qrSymbols('Q');
    for (const uri of [
      'HTTPS://TXNG.VN/T/AB12-C/21/0123456789ABCDEFGHJK',
      'http://localhost:3000/01/09521234567899/21/X',
    ]) {
      expect(symbols.symbolOf(uri).level).toBe('Q');
    }
  });
});
