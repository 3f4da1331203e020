import { describe, expect, it } from '@jest/globals';
import epcTds from 'epc-tds';
import fc from 'fast-check';
import { checkDigit } from '../../../server/domain/identifiers/check-digit.ts';
import { buildDigitalLink, elementsOf } from '../../../server/domain/identifiers/digital-link-build.ts';
import { parseEpcPath } from '../../../server/domain/identifiers/epc-binary.ts';
import {
  base64Path,
  hexadecimalPath,
  plusScheme,
  sgln96,
  sgtin96,
  sscc96,
  variableTexts,
} from '../../support/epc-encoder.ts';
import { textOf } from '../../support/gs1-elements.ts';

/** Its types promise a default export inside the module; the module is that export. */
const tds = epcTds as unknown as typeof epcTds.default;

function linkOf(path: string): string | object {
  const epc = parseEpcPath(path);
  if (!epc.ok) return epc.fault;
  const link = buildDigitalLink(elementsOf(epc.value), { stem: '' });
  return link.ok ? `${epc.value.scheme} ${link.value}` : link.fault;
}

function faultOf(path: string) {
  const epc = parseEpcPath(path);
  return epc.ok ? undefined : [epc.fault.code, epc.fault.position];
}

const number = (length: number) => textOf('N', length - 1, length - 1).map((body) => body + checkDigit(body));
const serial = textOf('X', 1, 20);

describe('the binary code of a tag', () => {
  it.each([
    // The examples of the Tag Data Standard 2.3, annex E.3, and of the Compression Standard, §4.2.
    ['/eh30164596f40c0e5cbe991a83', 'SGTIN-96 /01/09528765123457/21/123456789123'],
    ['/exMBZFlvQMDly-mRqD', 'SGTIN-96 /01/09528765123457/21/123456789123'],
    ['/eh3066C4409047E140075BCD15', 'SGTIN-96 /01/09506000134352/21/123456789'],
    ['/eh3666c4409047e159b2c2bf100000000000000000000000000000', 'SGTIN-198 /01/09506000134352/21/32a%2Fb'],
    ['/eh311ba1b300ce0a6a83000000/', 'SSCC-96 /00/095201234567891235'],
    ['/eh3276451fd46072000000162e', 'SGLN-96 /414/9521141123454/254/5678'],
    ['/eh3976451fd46072cd9615f8800000000000000000000000000000', 'SGLN-195 /414/9521141123454/254/32a%2Fb'],
    ['/ehf73795211411234538566cb0afc4?linkType=linkset', 'SGTIN+ /01/79521141123453/21/32a%2Fb'],
    ['/ehfb342cde795211411234538566cb0afc4', 'DSGTIN+ /01/79521141123453/21/32a%2Fb?17=220630'],
    ['/ehfd3795211411234538566cb0afc525065f1876f0d996d800', 'SGTIN++ /01/79521141123453/21/32a%2Fb'],
    [
      '/ehfc342cde795211411234538566cb0afc525065f1876f0d996d80',
      'DSGTIN++ /01/79521141123453/21/32a%2Fb?17=220630',
    ],
    ['/ehf90095201234567891235', 'SSCC+ /00/095201234567891235'],
    ['/ehf2395211411234548566cb0afc4', 'SGLN+ /414/9521141123454/254/32a%2Fb'],
    ['/ehe9395211411234548566cb0afc525065f1876f0d996d8000', 'SGLN++ /414/9521141123454/254/32a%2Fb'],
  ])('%s is %s', (path, expected) => {
    expect(linkOf(path)).toBe(expected);
  });

  it.each([
    ['/', 'epc-form', 0],
    ['/eh', 'epc-form', 0],
    ['/EH30', 'epc-form', 0],
    ['/ehzz', 'epc-form', 3],
    ['/eh307g', 'epc-form', 6],
    ['/exM=', 'epc-form', 4],
    ['/exM/B', 'epc-form', 4],
    ['/eh3', 'epc-scheme', 3],
    ['/eh000000000000000000000000', 'epc-scheme', 3],
    ['/eh3500e86f8000a9e000000586', 'epc-scheme', 3],
    ['/eh3074257bf7194e4000001a8', 'epc-short', 26],
    ['/eh3074257bf7194e4000001a850001', 'epc-long', 27],
    ['/eh3074257bf7194e4000001a850000', 'epc-long', 27],
    ['/eh307c257bf7194e4000001a85', 'epc-content', 5],
    ['/eh3077ffffff194e4000001a85', 'epc-content', 6],
    ['/eh311ba1b300ce0a6a83000001', 'epc-content', 21],
    ['/eh3666c4409047e14000000000000000000000000000000000000', 'epc-content', 17],
    [`/eh3666c4409047e159b2c2bf1${'0'.repeat(10)}1${'0'.repeat(18)}`, 'epc-content', 17],
    ['/ehf737952114112345a8566cb0afc4', 'epc-content', 6],
    ['/ehf7379521141123453c566cb0afc4', 'epc-content', 20],
    ['/ehf73795211411234538', 'epc-short', 21],
    ['/ehf73795211411234538566', 'epc-short', 24],
    ['/ehf73795211411234548566cb0afc4', 'check-digit', 3],
    ['/ehf7379521141123453', 'epc-short', 20],
    ['/ehf73795211411234538566cb0afc40001', 'epc-long', 30],
    ['/ehfb374cde795211411234538566cb0afc4', 'epc-content', 6],
    ['/ehfb342c1e795211411234538566cb0afc4', 'value-month', 3],
  ])('%s is refused: %s at %i', (path, code, position) => {
    expect(faultOf(path)).toEqual([code, position]);
  });

  it('with more data behind it still names the same thing', () => {
    const announced = hexadecimalPath(plusScheme(0xf7, '79521141123453', variableTexts('32a/b')[0])).replace(
      '/ehf73',
      '/ehf7b',
    );
    expect(linkOf(`${announced}10a1234567`)).toBe('SGTIN+ /01/79521141123453/21/32a%2Fb');
  });

  it('of a product or logistic unit is read as it was written, in both forms', () => {
    const prefixLength = fc.integer({ min: 6, max: 12 });
    const serialNumber = fc.bigInt({ min: 0n, max: 2n ** 38n - 1n }).map(String);
    fc.assert(
      fc.property(number(14), number(18), serialNumber, prefixLength, (gtin, sscc, tag, length) => {
        for (const path of [hexadecimalPath, base64Path]) {
          expect(linkOf(path(sgtin96(gtin, tag, length)))).toBe(`SGTIN-96 /01/${gtin}/21/${tag}`);
          expect(linkOf(path(sscc96(sscc, length)))).toBe(`SSCC-96 /00/${sscc}`);
          expect(linkOf(path(plusScheme(0xf9, sscc)))).toBe(`SSCC+ /00/${sscc}`);
        }
      }),
    );
  });

  it('of a place is read with its extension, or without where that is 0', () => {
    fc.assert(
      fc.property(number(13), fc.integer({ min: 6, max: 12 }), fc.nat(), (gln, length, extension) => {
        const tail = extension === 0 ? '' : `/254/${extension}`;
        expect(linkOf(hexadecimalPath(sgln96(gln, String(extension), length)))).toBe(
          `SGLN-96 /414/${gln}${tail}`,
        );
        expect(linkOf(base64Path(plusScheme(0xf2, gln, variableTexts(String(extension))[0])))).toBe(
          `SGLN+ /414/${gln}${tail}`,
        );
        expect(linkOf(hexadecimalPath(sgln96(gln, '0', length)))).toBe(`SGLN-96 /414/${gln}`);
      }),
    );
  });

  it('of the newer kind is read whichever of the six methods wrote its serial', () => {
    const texts = fc.oneof(
      serial,
      fc.stringMatching(/^[0-9]{1,20}$/),
      fc.stringMatching(/^[0-9A-F]{1,20}$/),
      fc.stringMatching(/^[0-9a-f]{1,20}$/),
      fc.stringMatching(/^[-A-Z.:0-9]{1,20}$/),
    );
    fc.assert(
      fc.property(number(14), texts, (gtin, text) => {
        for (const bits of variableTexts(text)) {
          const epc = parseEpcPath(hexadecimalPath(plusScheme(0xf7, gtin, bits)));
          expect(epc.ok ? [epc.value.key.value, epc.value.qualifiers] : epc.fault).toEqual([
            gtin,
            [{ ai: '21', value: text }],
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of the classic kind is read as an independent library reads it', () => {
    const uris = fc.tuple(
      fc.integer({ min: 6, max: 12 }),
      textOf('N', 12, 12),
      textOf('N', 12, 12),
      fc.nat(),
      fc.stringMatching(/^[0-9A-Za-z]{1,20}$/),
    );
    fc.assert(
      fc.property(uris, ([length, first, second, serialNumber, text]) => {
        const prefix = `9${first}`.slice(0, length);
        const item = second.slice(0, 13 - length);
        const place = second.slice(0, 12 - length);
        const tags = [
          `sgtin-96:3.${prefix}.${item}.${serialNumber}`,
          `sgtin-198:1.${prefix}.${item}.${text}`,
          `sscc-96:0.${prefix}.${(second + second).slice(0, 17 - length)}`,
          ...(length < 12 ? [`sgln-96:0.${prefix}.${place}.${serialNumber}`] : []),
        ];
        for (const tag of tags) {
          const theirs = tds.fromTagURI(`urn:epc:tag:${tag}`);
          const epc = parseEpcPath(`/eh${theirs.toHexString().toLowerCase()}`);
          const key = theirs.toBarcode();
          expect([tag, epc.ok ? epc.value.key.value : epc.fault]).toEqual([
            tag,
            key.padStart(epc.ok ? epc.value.key.value.length : 0, '0'),
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
