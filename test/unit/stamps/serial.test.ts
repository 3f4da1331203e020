import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { crockfordAlphabet, inGroups } from '../../../server/domain/identifiers/crockford.ts';
import {
  batchOrdinals,
  hiddenCodeLength,
  serialLength,
  stampSerials,
  unitsPerBatch,
} from '../../../server/domain/stamps/serial.ts';

const [keyTable = [], stampTable = []] = tablesIn(path.resolve(__dirname, '../../../docs/stamp-serials.md'));
const keys = keyTable.map(([id = '', secret = '']) => ({ id, secret: Buffer.from(secret, 'base64') }));
const vectors = stampTable.map(([key = '', product = '', batch, unit, serial = '', hiddenCode = '']) => ({
  key,
  product,
  batch: Number(batch),
  unit: Number(unit),
  serial,
  hiddenCode,
}));
const serials = stampSerials(keys);
const gtin = '08936012345675';
const position = fc.record({
  batch: fc.nat({ max: batchOrdinals - 1 }),
  unit: fc.nat({ max: unitsPerBatch - 1 }),
});

describe('the serials of stamps', () => {
  it('have vectors for several keys and for both kinds of product key', () => {
    expect(keys).toHaveLength(2);
    expect(new Set(vectors.map(({ key }) => key)).size).toBe(2);
    expect(new Set(vectors.map(({ product }) => product.length))).toEqual(new Set([14, 8]));
  });

  it.each(vectors)('are those of the document: $key $product $batch/$unit', (vector) => {
    const { key, product, batch, unit, serial, hiddenCode } = vector;
    expect(serials.write(key, product, { batch, unit })).toBe(serial);
    expect(serials.read(product, serial)).toEqual({ ok: true, keyId: key, batch, unit });
    expect(serials.hiddenCode(key, product, { batch, unit })).toBe(hiddenCode);
  });

  it('say which stamp they are, over the whole ranges and under every key', () => {
    fc.assert(
      fc.property(position, fc.constantFrom(...keys), (stamp, { id }) => {
        const serial = serials.write(id, gtin, stamp);
        expect(serial).toHaveLength(serialLength);
        expect(serials.read(gtin, serial)).toEqual({ ok: true, keyId: id, ...stamp });
      }),
    );
  });

  it('are read as people write them: in groups, in small letters, O for 0, I and L for 1', () => {
    fc.assert(
      fc.property(position, fc.constantFrom(' ', '-', '–', '\u00a0'), (stamp, gap) => {
        const serial = serials.write('2026', gtin, stamp);
        const written = inGroups(serial.replaceAll('0', 'O').replace('1', 'I').replaceAll('1', 'l'), gap);
        expect(serials.read(gtin, ` ${written.toLowerCase()} `)).toEqual({
          ok: true,
          keyId: '2026',
          ...stamp,
        });
      }),
    );
  });

  it('are unknown with any one character changed', () => {
    fc.assert(
      fc.property(
        position,
        fc.nat({ max: serialLength - 1 }),
        fc.integer({ min: 1, max: 31 }),
        (stamp, at, by) => {
          const serial = serials.write('2026', gtin, stamp);
          const digit = (crockfordAlphabet.indexOf(serial.charAt(at)) + by) % 32;
          const changed = serial.slice(0, at) + crockfordAlphabet.charAt(digit) + serial.slice(at + 1);
          expect(serials.read(gtin, changed)).toEqual({ ok: false, why: 'unknown' });
        },
      ),
    );
  });

  it('are unknown for another product and under another secret, even one with the same id', () => {
    const others = stampSerials([{ id: '2026', secret: Buffer.alloc(32, 1) }]);
    fc.assert(
      fc.property(position, (stamp) => {
        const serial = serials.write('2026', gtin, stamp);
        expect(serials.read('A000001Y', serial)).toEqual({ ok: false, why: 'unknown' });
        expect(others.read(gtin, serial)).toEqual({ ok: false, why: 'unknown' });
      }),
    );
  });

  it.each(['', '7K2M', 'U'.repeat(20), '7K2M 9XQ4 7K2M 9XQ4 7K2M 9', '7K2M9XQ47K2M9XQ47K2*', 'Ấ'.repeat(20)])(
    'are mistyped, not unknown, where they cannot be one: %j',
    (text) => {
      expect(serials.read(gtin, text)).toEqual({ ok: false, why: 'mistyped' });
    },
  );

  it('tell nothing of order: neighbours share no more characters than strangers', () => {
    const stamps = Array.from({ length: 2000 }, (_, unit) => serials.write('2026', gtin, { batch: 0, unit }));
    const shared = stamps.slice(1).map((serial, at) => alike(serial, stamps[at] ?? ''));
    const mean = shared.reduce((sum, one) => sum + one, 0) / shared.length;
    // Twenty characters of 32 share 0.625 by chance.
    expect(mean).toBeGreaterThan(0.5);
    expect(mean).toBeLessThan(0.75);
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it('are never written for a stamp that cannot be, nor under a key that is not there', () => {
    for (const stamp of [
      { batch: batchOrdinals, unit: 0 },
      { batch: 0, unit: unitsPerBatch },
      { batch: -1, unit: 0 },
      { batch: 0.5, unit: 0 },
    ]) {
      expect(() => serials.write('2026', gtin, stamp)).toThrow(RangeError);
    }
    expect(() => serials.write('none', gtin, { batch: 0, unit: 0 })).toThrow('none');
  });

  it('hide a code that no serial shows', () => {
    fc.assert(
      fc.property(position, (stamp) => {
        const code = serials.hiddenCode('2026', gtin, stamp);
        expect(code).toMatch(new RegExp(`^[${crockfordAlphabet}]{${hiddenCodeLength}}$`));
        expect(serials.write('2026', gtin, stamp)).not.toContain(code);
      }),
    );
  });
});

function alike(one: string, other: string): number {
  return Array.from(one).filter((character, at) => character === other.charAt(at)).length;
}

/** The rows of each CSV block of the document, without its heading. */
function tablesIn(file: string): string[][][] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/```csv\n([\s\S]*?)\n```/g)];
  return blocks.map(([, block = '']) =>
    block
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')),
  );
}
