import { raw } from 'bwip-js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildDigitalLink,
  canonicalDigitalLink,
  elementsOf,
} from '../../../server/domain/identifiers/digital-link-build.ts';
import { parseDigitalLink } from '../../../server/domain/identifiers/digital-link-syntax.ts';
import type { DigitalLink } from '../../../server/domain/identifiers/digital-link-syntax.ts';
import { isPredefined } from '../../../server/domain/identifiers/application-identifiers.ts';
import { translate } from '../../../server/platform/i18n.ts';
import { linkElements, primaryKeys, textOf } from '../../support/gs1-elements.ts';

const gtin = '08938505974194';
const host = 'https://txng.example.vn';

function partsOf(uri: string): DigitalLink {
  const link = parseDigitalLink(uri);
  if (!link.ok) throw new Error(`${uri}: ${JSON.stringify(link.fault)}`);
  return link.value;
}

function faultOf(uri: string) {
  const link = parseDigitalLink(uri);
  return link.ok
    ? undefined
    : { code: link.fault.code, at: uri.slice(link.fault.position), ai: link.fault.ai };
}

function uriOf(elements: { ai: string; value: string }[], stem = host): string {
  const uri = buildDigitalLink(elements, { stem });
  if (!uri.ok) throw new Error(`${JSON.stringify(elements)}: ${JSON.stringify(uri.fault)}`);
  return uri.value;
}

describe('a Digital Link', () => {
  it('is taken apart, its query and stem included', () => {
    expect(
      partsOf(`https://example.com/a//b/01/${gtin}/10/A%2FB/21/S1?17=271231&foo&linkType=all&91=x%2By#end`),
    ).toEqual({
      stem: 'https://example.com/a//b',
      key: { ai: '01', value: gtin },
      qualifiers: [
        { ai: '10', value: 'A/B' },
        { ai: '21', value: 'S1' },
      ],
      attributes: [
        { ai: '17', value: '271231' },
        { ai: '91', value: 'x+y' },
      ],
      otherQuery: ['foo', 'linkType=all'],
    });
  });

  it.each([
    [`/414/8938505970004/254/KHO1`, '', '414 254'],
    [`/417/8938505970004/7040/1ABC/`, '', '417 7040'],
    [`/00/189385059700006041?02=${gtin}&37=4`, '', '00 02 37'],
    [`HTTPS://TXNG.EXAMPLE.VN/01/${gtin}`, 'HTTPS://TXNG.EXAMPLE.VN', '01'],
    [`http://localhost:3000/01/${gtin}/235/TPX?&&`, 'http://localhost:3000', '01 235'],
  ])('%s is read', (uri, stem, ais) => {
    const link = partsOf(uri);
    expect(link.stem).toBe(stem);
    expect(
      elementsOf(link)
        .map(({ ai }) => ai)
        .join(' '),
    ).toBe(ais);
  });

  it.each([
    [`${host}/01/${gtin}/10/A^B`, 'uri-character', '^B'],
    [`ftp://example.com/01/${gtin}`, 'link-form', `ftp://example.com/01/${gtin}`],
    [`//example.com/01/${gtin}`, 'link-form', `//example.com/01/${gtin}`],
    [`https:///01/${gtin}`, 'link-form', `/01/${gtin}`],
    [`https://a_b.example/01/${gtin}`, 'link-form', `_b.example/01/${gtin}`],
    [`${host}/01/${gtin}/lot/L1`, 'link-form', 'lot/L1'],
    [`${host}/01/${gtin}/10/L1/22/2A`, 'link-order', '22/2A'],
    [`${host}/01/${gtin}/22/2A/235/T`, 'link-order', '235/T'],
    [`${host}/00/189385059700006041/21/X`, 'link-order', '21/X'],
    [`${host}/01/12345670`, 'link-gtin', ''],
    [`${host}/01/08938505974195`, 'check-digit', '5'],
    [`${host}/01/0893850597419X`, 'value-digit', 'X'],
    [`${host}/01/${gtin}/10//21/S`, 'value-empty', '/21/S'],
    [`${host}/01/${gtin}/21/${'X'.repeat(21)}`, 'value-long', 'X'],
    [`${host}/01/${gtin}/10/A%2FB%C3%A9?17=271231`, 'value-character', '%C3%A9?17=271231'],
    [`${host}/01/${gtin}/10/A%00`, 'value-character', '%00'],
    [`${host}/01/${gtin}?17=271301`, 'value-month', '1301'],
    [`${host}/01/${gtin}?15=271231&17=270230`, 'value-day', '30'],
    [`${host}/01/${gtin}?4300=Cong`, 'ai-requires', 'Cong'],
    [`${host}/00/189385059700006041?4300=Cong+ty`, 'value-character', '+ty'],
    [`${host}/01/${gtin}?999=X`, 'ai-unknown', '999=X'],
    [`${host}/01/${gtin}?21=S1`, 'link-attribute', '21=S1'],
    [`${host}/01/${gtin}?foo=1&10=L1`, 'link-in-path', '10=L1'],
    [`${host}/01/${gtin}?17=271231&17=271231`, 'ai-repeated', '17=271231'],
    [`${host}/01/${gtin}?37=5`, 'ai-excludes', `${gtin}?37=5`],
    [`${host}/01/${gtin}?3932=704012345`, 'ai-requires', '704012345'],
    [`${host}/253/8938505970004?8030=QUJD`, 'ai-serial', '8938505970004?8030=QUJD'],
  ])('%s is refused: %s at “%s”', (uri, code, at) => {
    const fault = faultOf(uri);
    expect([fault?.code, fault?.at]).toEqual([code, at]);
  });

  it('tells a clerk what is wrong in whole sentences', () => {
    const link = parseDigitalLink(`${host}/01/${gtin}/10/A%C3%A9`);
    expect(link.ok ? '' : translate.vi(link.fault.key, link.fault.params)).toBe(
      'Ký tự thứ 2 “é” sau (10) không dùng được.',
    );
    const price = parseDigitalLink(`${host}/01/${gtin}?3922=100`);
    expect(price.ok ? '' : translate.en(price.fault.key, price.fault.params)).toContain('(01) + (30) / ');
  });

  it('has one canonical form, without stem and attributes', () => {
    expect(canonicalDigitalLink(partsOf(`http://a.vn/x/01/${gtin}/10/A,B/?17=271231&y`))).toBe(
      `https://id.gs1.org/01/${gtin}/10/A%2CB`,
    );
  });
});

describe('building a Digital Link', () => {
  it.each(primaryKeys)('and reading it gives back every element, under key (%s)', (key) => {
    fc.assert(
      fc.property(linkElements(key), ({ path, attributes }) => {
        const link = partsOf(uriOf([...path, ...attributes]));
        const ordered = [...attributes].sort(
          (one, other) => Number(isPredefined(other.ai)) - Number(isPredefined(one.ai)),
        );
        expect(link).toEqual({
          stem: host,
          key: path[0],
          qualifiers: path.slice(1),
          attributes: ordered,
          otherQuery: [],
        });
        expect(uriOf(elementsOf(link))).toBe(uriOf([...path, ...attributes]));
      }),
      { numRuns: 60 },
    );
  });

  it('puts qualifiers in their order and attributes of known length first, whatever the order given', () => {
    const elements = [
      { ai: '91', value: 'x' },
      { ai: '21', value: 'S' },
      { ai: '17', value: '271231' },
      { ai: '10', value: 'L' },
      { ai: '01', value: gtin },
    ];
    expect(uriOf(elements, `${host}/`)).toBe(`${host}/01/${gtin}/10/L/21/S?17=271231&91=x`);
    expect(buildDigitalLink(elements.slice(4), { otherQuery: ['a=b', 'c'] })).toEqual({
      ok: true,
      value: `https://id.gs1.org/01/${gtin}?a=b&c`,
    });
  });

  it.each([
    [[], 'element-none'],
    [[{ ai: '400', value: '1' }], 'link-key'],
    [[{ ai: '01', value: '08938505974195' }], 'check-digit'],
    [[{ ai: '89', value: '1' }], 'ai-unknown'],
    [
      [
        { ai: '00', value: '189385059700006041' },
        { ai: '03', value: gtin },
      ],
      'link-attribute',
    ],
  ])('of %j is refused: %s', (elements, code) => {
    expect(buildDigitalLink(elements)).toMatchObject({ ok: false, fault: { code } });
  });
});

describe('a fault in a Digital Link', () => {
  it('is told at the very character', () => {
    fc.assert(
      fc.property(
        textOf('X', 1, 9),
        textOf('X', 0, 9),
        fc.constantFrom('@', '$', '[', '%7E', '%20', '%24', '%C3%B4'),
        (before, after, stranger) => {
          const start = `/01/${gtin}/10/${encodeURIComponent(before)}`.replaceAll("'", '%27');
          const link = parseDigitalLink(start + stranger + encodeURIComponent(after));
          expect(link).toMatchObject({
            ok: false,
            fault: { code: 'value-character', ai: '10', position: start.length },
          });
        },
      ),
    );
  });

  it('agrees with BWIPP, an independent judge', () => {
    const uris = fc.sample(
      fc
        .constantFrom('01', '00', '414', '417', '8004', '8006')
        .chain((key) =>
          linkElements(key).chain(({ path, attributes }) =>
            fc
              .constantFrom('none', 'digit', 'cut', 'swap')
              .map((harm) => harmed(uriOf([...path, ...attributes]), harm)),
          ),
        ),
      { numRuns: 120, seed: 20260922 },
    );
    const ours = uris.map((uri) => [uri, parseDigitalLink(uri).ok]);
    expect(ours).toEqual(uris.map((uri) => [uri, bwippAccepts(uri)]));
    expect(ours.filter(([, ok]) => ok).length).toBeGreaterThan(30);
    expect(ours.filter(([, ok]) => !ok).length).toBeGreaterThan(30);
  });
});

function harmed(uri: string, harm: string): string {
  const [path = '', query] = uri.split('?');
  const tail = query === undefined ? '' : `?${query}`;
  switch (harm) {
    case 'digit':
      return path.replace(/[0-9](?=[^0-9]*$)/, (digit) => String((Number(digit) + 3) % 10)) + tail;
    case 'cut':
      return path.slice(0, -1) + tail;
    case 'swap':
      return path.replace(/(\/10\/[^/]+)(\/21\/[^/]+)/, '$2$1') + tail;
    default:
      return uri;
  }
}

function bwippAccepts(uri: string): boolean {
  try {
    raw({ bcid: 'gs1dlqrcode', text: uri });
    return true;
  } catch {
    return false;
  }
}
