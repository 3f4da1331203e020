import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventHash } from '../../server/domain/epcis/event-hash.ts';
import { internalCode } from '../../server/domain/identifiers/internal-code.ts';
import { canonicalIdentifier } from '../../server/domain/epcis/canonical-identifier.ts';
import { prefixesOf, undeclaredPrefix } from '../../server/domain/epcis/context.ts';

const event = {
  type: 'TransformationEvent',
  eventTime: '2026-09-30T13:30:00.000+07:00',
  eventTimeZoneOffset: '+07:00',
  inputQuantityList: [
    { epcClass: 'https://txng.example.vn/01/08938505974200/10/A', quantity: 100, uom: 'KGM' },
    { epcClass: 'urn:epc:class:lgtin:8938505.097420.B', quantity: 250.5, uom: 'KGM' },
  ],
  outputQuantityList: [{ epcClass: 'https://id.gs1.org/01/08938505974194/10/LO', quantity: 300 }],
  bizStep: 'creating_class_instance',
  disposition: 'active',
  readPoint: { id: 'https://id.gs1.org/414/8938505970004' },
  sourceList: [
    { type: 'owning_party', source: 'https://id.gs1.org/417/8938505970004' },
    { type: 'location', source: 'https://id.gs1.org/414/8938505970004' },
  ],
  'https://example.org/voc/pot': '3',
  ilmd: { 'https://example.org/voc/colour': 'brown', 'https://example.org/voc/grade': { a: 1, b: [2, 3] } },
};

describe('the hash of an event', () => {
  it('does not depend on the order of members or of list items', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        expect(eventHash(shuffled(event, numbers) as typeof event)).toBe(eventHash(event));
      }),
    );
  });

  it('does not depend on the zone in which a time is told', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
        offset(),
        (at, minutes) => {
          expect(eventHash({ ...event, eventTime: told(at, minutes) })).toBe(
            eventHash({ ...event, eventTime: at.toISOString() }),
          );
        },
      ),
    );
  });

  it('rounds a time to the millisecond', () => {
    const at = (eventTime: string) => eventHash({ ...event, eventTime });
    expect(at('2026-01-01T00:00:00.1235Z')).toBe(at('2026-01-01T00:00:00.124Z'));
    expect(at('2026-01-01T23:59:59.9999Z')).toBe(at('2026-01-02T00:00:00Z'));
    expect(at('2026-01-01T00:00:00Z')).not.toBe(at('2026-01-01T00:00:00.001Z'));
  });

  it.each(['7', '7.0', '07', '+7', '7e0', '70e-1', ' 7 '])('reads %j as the number 7', (text) => {
    expect(eventHash({ ...event, 'ex:n': text })).toBe(eventHash({ ...event, 'ex:n': 7 }));
  });

  it('knows a word however it is written', () => {
    const withStep = (bizStep: string) => eventHash({ ...event, bizStep });
    expect(withStep('cbv:BizStep-shipping')).toBe(withStep('shipping'));
    expect(withStep('https://ref.gs1.org/cbv/BizStep-shipping')).toBe(withStep('shipping'));
    expect(withStep('urn:epcglobal:cbv:bizstep:shipping')).toBe(withStep('shipping'));
    expect(withStep('https://example.org/BizStep-shipping')).not.toBe(withStep('shipping'));
  });

  it('takes a namespace, not the prefix it was given', () => {
    const as = (prefix: string) =>
      eventHash(
        { ...event, [`${prefix}:pot`]: 'x' },
        { prefixes: prefixesOf({ [prefix]: 'https://e.example/' }) },
      );
    expect(as('a')).toBe(as('b'));
  });

  it('is that of the event alone: not of its name, its recording or a later correction', () => {
    const later = {
      ...event,
      eventID: 'urn:x:1',
      recordTime: '2026-10-01T00:00:00Z',
      errorDeclaration: { declarationTime: '2026-10-02T00:00:00Z', reason: 'did_not_occur' },
    };
    expect(eventHash(later)).toBe(eventHash(event));
  });

  it.each(['type', 'eventTime', 'inputQuantityList', 'bizStep', 'readPoint', 'ilmd'] as const)(
    'changes with %s',
    (member) => {
      const { [member]: _gone, ...rest } = event;
      expect(eventHash(rest)).not.toBe(eventHash(event));
    },
  );
});

describe('canonical identifiers', () => {
  it.each([
    ['urn:epc:id:sgtin:4012345.011111.9876', '/01/04012345111118/21/9876'],
    [
      'urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()',
      '/01/80614141123458/21/6789%2F%26%25%22%21%3F%28%29',
    ],
    ['urn:epc:idpat:sgtin:4012345.011111.*', '/01/04012345111118'],
    ['urn:epc:class:lgtin:4012345.012345.Lot987', '/01/04012345123456/10/Lot987'],
    ['urn:epc:id:sscc:4012345.3111111111', '/00/340123451111111111'],
    ['urn:epc:id:sgln:4012345.00005.122', '/414/4012345000054/254/122'],
    ['urn:epc:id:sgln:4012345.00005.0', '/414/4012345000054'],
    ['urn:epc:id:pgln:4000001.00000', '/417/4000001000005'],
    ['urn:epc:id:grai:4012345.00022.334455', '/8003/04012345000221334455'],
    ['urn:epc:id:giai:4012345.ABC345', '/8004/4012345ABC345'],
    ['urn:epc:id:gdti:4012345.00009.PO-4711', '/253/4012345000092PO-4711'],
    ['urn:epc:id:cpi:0614141.11111111111111-A%23%2F.1234', '/8010/061414111111111111111-A%23%2F/8011/1234'],
    ['urn:epc:id:itip:4012345.011111.01.02.987', '/8006/040123451111180102/21/987'],
    [
      "urn:epc:id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7'SDB",
      "/01/01234567987651/235/51qIgY%29%3C%26Jp3%2Aj7'SDB",
    ],
    ['https://example.com/stem/01/04012345111118/10/L1/21/S1?17=261231&x=1', '/01/04012345111118/21/S1'],
    ['https://example.com/01/04012345111118/22/2A/10/L1', '/01/04012345111118/10/L1'],
    ['https://example.com/gtin/4012345111118/lot/L1', '/01/04012345111118/10/L1'],
    ['HTTPS://TXNG.EXAMPLE.VN/01/04012345111118/10/L1', '/01/04012345111118/10/L1'],
  ])('%s is %s', (uri, canonicalPath) => {
    expect(canonicalIdentifier(uri)).toBe(`https://id.gs1.org${canonicalPath}`);
  });

  it('keeps the host of our own codes and spells them in one way', () => {
    const code = internalCode(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
    const lot = `https://txng.example.vn/t/${code}/10/L1`;
    expect(canonicalIdentifier(lot)).toBe(lot);
    expect(canonicalIdentifier(`HTTPS://TXNG.EXAMPLE.VN/T/${code.toLowerCase()}/10/L1`)).toBe(lot);
    expect(canonicalIdentifier(`${lot}/21/S1`)).toBe(`https://txng.example.vn/t/${code}/21/S1`);
    const noCode = 'https://txng.example.vn/t/not-a-code';
    expect(canonicalIdentifier(noCode)).toBe(noCode);
  });

  it.each([
    'urn:uuid:1',
    'https://example.org/x',
    'https://example.org/01/123',
    'urn:epc:id:usdod:CAGEY.5678',
    'geo:1,2',
  ])('leaves %s as it is', (uri) => {
    expect(canonicalIdentifier(uri)).toBe(uri);
  });

  it('does not change what is canonical', () => {
    const uris = ['urn:epc:id:sgtin:4012345.011111.98%22', 'https://x.example/414/4012345000054/254/a%2Fb'];
    for (const uri of uris) {
      expect(canonicalIdentifier(canonicalIdentifier(uri))).toBe(canonicalIdentifier(uri));
    }
  });
});

describe('prefixes', () => {
  it('are those of the standard and those declared, the nearer first', () => {
    const prefixes = prefixesOf(
      ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { ex: 'https://a/' }],
      {
        ex: 'https://b/',
      },
    );
    expect(prefixes.get('ex')).toBe('https://b/');
    expect(undeclaredPrefix('ex:a', prefixes)).toBeUndefined();
    expect(undeclaredPrefix('cbvmda:lot', prefixes)).toBeUndefined();
    expect(undeclaredPrefix('https://c/d', prefixes)).toBeUndefined();
    expect(undeclaredPrefix('other:a', prefixes)).toBe('other');
  });
});

function shuffled(value: unknown, numbers: Iterator<number>): unknown {
  const next = () => Number(numbers.next().value);
  const mixed = <Item>(items: Item[]) =>
    items
      .map((item) => ({ item, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) return mixed(value.map((item) => shuffled(item, numbers)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    mixed(Object.entries(value)).map(([name, one]) => [name, shuffled(one, numbers)]),
  );
}

function offset() {
  return fc.integer({ min: -52, max: 56 }).map((quarters) => quarters * 15);
}

function told(at: Date, minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
