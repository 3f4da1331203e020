import { describe, expect, it } from '@jest/globals';
import { batchRecord, organisationRecord } from '../../server/lookup/canonical-builder.ts';
import { buildOrigin, changesOn } from '../../server/lookup/origin-builder.ts';
import type { OriginFacts, RightFacts } from '../../server/lookup/origin-facts.ts';
import { fieldKeys } from '../../server/lookup/origin.ts';

const [product, producer, place, batch, mark] = ['a', 'b', 'c', 'd', 'e'].map((letter) =>
  letter.repeat(24),
) as [string, string, string, string, string];
const approval = (on: string) => ({
  version: 1,
  at: new Date(`${on}T03:00:00Z`),
  by: 'Trần Thị Cán Bộ',
  sample: false,
});

function theFacts(): OriginFacts {
  return {
    now: new Date('2026-11-22T03:00:00Z'),
    product: {
      ...approval('2026-09-01'),
      id: product,
      organisation: producer,
      key: { ai: '01', value: '08938505970011' },
      content: {
        name: 'Đường thốt nốt',
        group: 'processing',
        netContent: { value: '500', unit: 'GRM' },
        originStatement: 'Sản xuất tại An Giang',
        images: ['f'.repeat(24)],
        standards: [{ kind: 'TCCS', number: '01:2026' }],
      },
    },
    organisation: {
      ...approval('2026-08-01'),
      id: producer,
      organisation: producer,
      address: 'Ấp Măng Rò, xã An Cư, tỉnh An Giang',
      content: {
        name: 'HTX Văn Giáo',
        kind: 'cooperative',
        taxCode: '1600000010',
        address: { communeCode: '30526', formerAddress: 'Xã Văn Giáo, Tịnh Biên' },
        contact: { phone: '0912345678' },
      },
    },
    batch: {
      ...approval('2026-10-12'),
      id: batch,
      organisation: producer,
      hold: { state: 'none', reason: null, at: null },
      place: null,
      stages: [
        {
          id: '1'.repeat(24),
          recordedAt: '2026-10-03T01:00:00Z',
          place: null,
          content: {
            stage: 'packing',
            startedAt: '2026-10-02',
            place,
            who: 'Tổ 2',
            images: [],
            isPublic: true,
          },
        },
        {
          id: '2'.repeat(24),
          recordedAt: '2026-10-02T01:00:00Z',
          place: null,
          content: {
            stage: 'processing',
            startedAt: '2026-10-01T06:00',
            place,
            who: 'Tổ 1',
            images: [],
            isPublic: true,
          },
        },
        {
          id: '3'.repeat(24),
          recordedAt: '2026-10-02T01:00:00Z',
          place: null,
          content: {
            stage: 'finishing',
            startedAt: '2026-10-01',
            place,
            who: 'Tổ 1',
            images: [],
            isPublic: false,
          },
        },
      ],
      content: {
        product,
        place,
        lot: 'VG-1',
        quantity: { value: '250', unit: 'KGM' },
        producedOn: '2026-10-01',
        expiresOn: '2027-10-01',
        certificates: [],
        grants: ['9'.repeat(24)],
        images: [],
      },
    },
    certificates: [],
    rights: [theRight()],
    pictures: [{ width: 640, height: 480, sources: [{ src: '/media/f/320.jpg', width: 320 }] }],
  };
}

function theRight(differing: Partial<RightFacts> = {}): RightFacts {
  return {
    id: '9'.repeat(24),
    state: 'granted',
    owner: 'Hội Nông dân xã An Cư',
    memberships: [{ joinedOn: '2022-06-01' }],
    content: {
      mark,
      organisation: producer,
      number: 'QSD-1',
      products: [product],
      places: [],
      from: '2025-01-01',
      to: '2026-12-31',
    },
    mark: {
      name: 'Đường thốt nốt Tịnh Biên',
      kind: 'collective',
      owner: producer,
      stage: 'granted',
      communes: [],
      goods: 'Đường thốt nốt',
      niceClasses: [30],
      promises: 'Nguồn nước thốt nốt vùng Bảy Núi',
      doesNotPromise: 'An toàn thực phẩm',
      grantedOn: '2022-06-01',
      expiresOn: '2031-03-01',
    },
    ...differing,
  };
}

const fieldOf = (facts: OriginFacts, key: (typeof fieldKeys)[number]) =>
  buildOrigin(facts).fields.find((field) => field.key === key);

describe('the nine facts of an origin', () => {
  it('stand in the order of the law, each once', () => {
    expect(buildOrigin(theFacts()).fields.map(({ key }) => key)).toEqual(fieldKeys);
  });

  it.each([
    ['name', 'checked', '2026-09-01'],
    ['picture', 'checked', '2026-09-01'],
    ['producer', 'checked', '2026-08-01'],
    ['address', 'checked', '2026-08-01'],
    ['origin', 'checked', '2026-09-01'],
    ['events', 'declared', '2026-10-03'],
    ['brand', 'checked', '2026-10-12'],
    ['expiry', 'checked', '2026-10-12'],
    ['standards', 'checked', '2026-09-01'],
  ] as const)('%s is %s since %s', (key, says, on) => {
    expect(fieldOf(theFacts(), key)).toMatchObject({ missing: false, says, on });
  });

  it('names what is missing', () => {
    const facts = theFacts();
    facts.pictures = [];
    facts.product.content.standards = [];
    facts.batch!.stages = [];
    delete facts.batch!.content.expiresOn;
    const missing = buildOrigin(facts).fields.filter((field) => field.missing !== false);
    expect(missing).toEqual(
      ['picture', 'events', 'expiry', 'standards'].map((key) => ({ key, missing: 'not-given' })),
    );
  });

  it('waits for the lot where only the product is known', () => {
    const origin = buildOrigin({ ...theFacts(), batch: null, rights: [] });
    expect(origin.path).toBe('01/08938505970011');
    expect(origin.fields.filter((field) => field.missing === 'needs-lot').map(({ key }) => key)).toEqual([
      'events',
      'brand',
      'expiry',
    ]);
  });
});

describe('the stages of an origin', () => {
  it('are the public ones in the order in which they happened', () => {
    expect(buildOrigin(theFacts()).stages.map(({ stage }) => stage)).toEqual(['processing', 'packing']);
  });

  it('name nobody who works in a household', () => {
    const facts = theFacts();
    facts.organisation.content.kind = 'household';
    expect(buildOrigin(facts).stages.map(({ who }) => who)).toEqual([null, null]);
    expect(batchRecord(facts, 'https://x.vn')?.stages.map(({ who }) => who)).toEqual([
      'HTX Văn Giáo',
      'HTX Văn Giáo',
    ]);
    expect(organisationRecord(facts.organisation, 'https://x.vn')).toMatchObject({
      phone: null,
      email: null,
    });
  });
});

describe('a mark on an origin', () => {
  it('stands with what it promises, who owns it and since when', () => {
    expect(buildOrigin(theFacts()).marks).toMatchObject([
      {
        owner: 'Hội Nông dân xã An Cư',
        grantNumber: 'QSD-1',
        since: '2025-01-01',
        doesNotPromise: 'An toàn thực phẩm',
      },
    ]);
    expect(batchRecord(theFacts(), 'https://x.vn')?.marks).toEqual(['Đường thốt nốt Tịnh Biên']);
  });

  it.each([
    ['suspended', { rights: [theRight({ state: 'suspended' })] }],
    ['revoked', { rights: [theRight({ state: 'revoked' })] }],
    ['run out today', { now: new Date('2026-12-31T17:00:00Z') }],
    [
      'its holder no member any more',
      { rights: [theRight({ memberships: [{ joinedOn: '2022-06-01', leftOn: '2026-11-22' }] })] },
    ],
    ['not claimed by the batch', { rights: [theRight({ id: '8'.repeat(24) })] }],
  ])('is gone where the right is %s', (_state, differing) => {
    expect(buildOrigin({ ...theFacts(), ...differing }).marks).toEqual([]);
  });

  it('is gone where the goods were made before the right began', () => {
    const facts = theFacts();
    facts.batch!.content.producedOn = '2024-12-31';
    expect(buildOrigin(facts).marks).toEqual([]);
  });
});

describe('the verdict of an origin', () => {
  it('puts what stands against the goods first', () => {
    const facts = theFacts();
    expect(buildOrigin(facts).verdict).toEqual({ kind: 'approved', on: '2026-10-12' });
    facts.now = new Date('2027-10-02T00:00:00Z');
    expect(buildOrigin(facts).verdict).toEqual({ kind: 'expired', on: '2027-10-01' });
    facts.batch!.hold = { state: 'recalled', reason: 'Nhiễm vi sinh', at: new Date('2027-10-03T00:00:00Z') };
    expect(buildOrigin(facts).verdict).toEqual({
      kind: 'recalled',
      on: '2027-10-03',
      reason: 'Nhiễm vi sinh',
    });
  });

  it('knows the next day on which the calendar changes the page', () => {
    expect(changesOn(theFacts())).toBe('2027-01-01');
    expect(changesOn({ ...theFacts(), rights: [] })).toBe('2027-10-02');
    expect(changesOn({ ...theFacts(), rights: [], now: new Date('2027-10-02T00:00:00Z') })).toBeNull();
  });
});
