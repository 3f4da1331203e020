import { describe, expect, it } from '@jest/globals';
import { prefixesOf } from '../../server/domain/epcis/context.ts';
import { eventFacts } from '../../server/domain/epcis/event-facts.ts';
import { eventHash } from '../../server/domain/epcis/event-hash.ts';
import { stagesOf } from '../../server/domain/stage-catalogue.ts';
import { choiceOf, offeredStages } from '../../server/domain/stage-offer.ts';
import { batchRecord, organisationRecord } from '../../server/lookup/canonical-builder.ts';
import { buildOrigin, changesOn } from '../../server/lookup/origin-builder.ts';
import { originEvents } from '../../server/lookup/origin-events.ts';
import type { OriginFacts, RightFacts, StageFacts } from '../../server/lookup/origin-facts.ts';
import { fieldKeys } from '../../server/lookup/origin.ts';
import { epcisFaults } from '../../server/platform/epcis-contracts.ts';
import { translate } from '../../server/platform/i18n.ts';

const [product, producer, place, batch, mark] = ['a', 'b', 'c', 'd', 'e'].map((letter) =>
  letter.repeat(24),
) as [string, string, string, string, string];
const approval = (on: string) => ({
  version: 1,
  at: new Date(`${on}T03:00:00Z`),
  by: 'Trần Thị Cán Bộ',
  sample: false,
});

const theCatalogue = offeredStages(
  'processing',
  stagesOf('processing').map((stage) => choiceOf('processing', stage, translate.vi)),
  translate.vi,
);

function aStage(
  digit: string,
  recordedAt: string,
  told: Partial<StageFacts['content']> & Pick<StageFacts['content'], 'stage' | 'startedAt' | 'who'>,
): StageFacts {
  const epcis = {
    type: told.stage === 'processing' ? 'TransformationEvent' : 'ObjectEvent',
    eventID: `urn:x:${digit}`,
    eventTime: `${told.startedAt.slice(0, 10)}T00:00:00.000Z`,
    eventTimeZoneOffset: '+07:00',
    ...(told.stage !== 'processing' && { action: 'OBSERVE' }),
    bizStep: 'packing',
  };
  return {
    id: digit.repeat(24),
    recordedAt,
    place: null,
    pictures: [],
    event: { epcis, facts: eventFacts(epcis, prefixesOf()), recordedAt: new Date(recordedAt) },
    content: { place, images: [], isPublic: true, ...told },
  };
}

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
      hold: { state: 'none', reason: null, at: null, suspensions: [], recall: null },
      place: null,
      timeline: {
        stages: [
          aStage('1', '2026-10-03T01:00:00Z', { stage: 'packing', startedAt: '2026-10-02', who: 'Tổ 2' }),
          aStage('2', '2026-10-02T01:00:00Z', {
            stage: 'processing',
            startedAt: '2026-10-01T06:00',
            who: 'Chau Sóc Thi',
            note: 'Điện thoại 0912345678',
            details: [
              { name: 'Cách làm', value: 'Nấu củi' },
              { name: 'Người nấu', value: 'Chau Sóc Thi' },
            ],
          }),
          aStage('3', '2026-10-02T01:00:00Z', {
            stage: 'finishing',
            startedAt: '2026-10-01',
            who: 'Tổ 1',
            isPublic: false,
          }),
        ],
        catalogue: theCatalogue,
        inputs: [],
        inputPaths: [],
      },
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
    facts.batch!.timeline.stages = [];
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

  it('name nobody, tell no note, and of the details only those that the department opened', () => {
    const [processing] = buildOrigin(theFacts()).stages;
    expect(processing?.details).toEqual([{ name: 'Cách làm', value: 'Nấu củi' }]);
    for (const told of [buildOrigin(theFacts()), originEvents(theFacts(), 'https://x.vn')]) {
      expect(JSON.stringify(told)).not.toMatch(/Chau Sóc Thi|0912345678|Tổ 1/);
    }
  });

  it('show no more of a stage than its definition lets be public', () => {
    const facts = theFacts();
    const quantity = { value: '20', unit: 'KGM' as const };
    facts.batch!.timeline.stages = [
      aStage('4', '2026-10-03T01:00:00Z', { stage: 'sale', startedAt: '2026-10-03', who: 'x', quantity }),
      aStage('5', '2026-10-03T01:00:00Z', { stage: 'packing', startedAt: '2026-10-02', who: 'x', quantity }),
    ];
    const shown = buildOrigin(facts).stages;
    expect(shown.map((stage) => [stage.stage, stage.quantity])).toEqual([
      ['packing', quantity],
      ['sale', null],
    ]);
    const amounts = originEvents(facts, 'https://x.vn').map((event) => event['quantityList']);
    const epcClass = 'https://x.vn/01/08938505970011/10/VG-1';
    expect(amounts).toEqual([[{ epcClass, quantity: 20, uom: 'KGM' }], [{ epcClass }]]);
  });

  it('name required stages that nobody told, where they are missed', () => {
    const facts = theFacts();
    expect(buildOrigin(facts).gaps).toEqual([]);
    facts.batch!.timeline.stages = facts.batch!.timeline.stages.slice(0, 1);
    expect(buildOrigin(facts).gaps).toEqual([{ stage: 'processing', at: 0 }]);
    facts.batch!.timeline.stages = [];
    expect(buildOrigin(facts).gaps.map(({ stage }) => stage)).toEqual(['processing', 'packing']);
  });

  it('of a household name its producer to the gateways, and no telephone', () => {
    const facts = theFacts();
    facts.organisation.content.kind = 'household';
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

describe('the public events of a lot', () => {
  it('are extracts by our own schema of EPCIS, each named by its own hash', () => {
    const events = originEvents(theFacts(), 'https://x.vn');
    expect(events.map((event) => event['nguongoc:excerptOf'])).toEqual(['urn:x:2', 'urn:x:1']);
    for (const event of events) {
      expect(epcisFaults('EpcisEvent', event)).toEqual([]);
      const prefixes = prefixesOf({ nguongoc: 'https://x.vn/voc/' });
      expect(event.eventID).toBe(eventHash(event, { prefixes }));
    }
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
    const at = new Date('2027-10-03T00:00:00Z');
    facts.batch!.hold = { state: 'recalled', reason: 'Nhiễm vi sinh', at, suspensions: [], recall: null };
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
