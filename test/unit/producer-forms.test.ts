import { describe, expect, it } from '@jest/globals';
import { parse } from '../../server/platform/contracts.ts';
import type { BatchContent, ProductContent, StageContent } from '../../server/platform/contract-types.ts';
import { batchContentFrom, batchFormOf } from '../../server/sites/producer/batch-form.ts';
import { certificateContentFrom, certificateFormOf } from '../../server/sites/producer/certificate-form.ts';
import { suggestLot } from '../../server/sites/producer/lot-suggestion.ts';
import { organisationContentFrom, organisationFormOf } from '../../server/sites/shared/organisation-form.ts';
import { placeContentFrom, placeFormOf } from '../../server/sites/producer/place-form.ts';
import {
  productContentFrom,
  productFormOf,
  rowsShown,
  withoutGaps,
} from '../../server/sites/producer/product-form.ts';
import { stageContentFrom, stageFormOf } from '../../server/sites/producer/stage-form.ts';

const id = (digit: number) => String(digit).repeat(24);
const languages = ['vi', 'en'] as const;

const batch: BatchContent = {
  product: id(1),
  lot: 'DTN-260905',
  quantity: { value: '1250.5', unit: 'KGM' },
  producedOn: '2026-09-05',
  packedOn: '2026-09-06',
  expiresOn: '2027-09-05',
  place: id(2),
  certificates: [id(3), id(4)],
  grants: [],
  images: [id(5)],
  note: 'Nấu từ nước thốt nốt trong ngày',
};

const product: ProductContent = {
  name: 'Đường thốt nốt',
  nameEn: 'Palm sugar',
  group: 'processing',
  gtin: '08936000000011',
  brand: 'Thất Sơn',
  netContent: { value: '500', unit: 'GRM' },
  originStatement: 'An Giang',
  description: 'Không pha',
  shelfLifeDays: 365,
  warning: 'Để nơi khô',
  images: [id(5)],
  standards: [
    { kind: 'TCVN', number: '12827:2023', title: 'Truy xuất nguồn gốc' },
    { kind: 'TCCS', number: '01:2026' },
  ],
};

const stage: StageContent = {
  stage: 'processing',
  startedAt: '2026-09-12T06:30',
  endedAt: '2026-09-12',
  place: id(2),
  who: 'Tổ 1',
  quantity: { value: '250', unit: 'KGM' },
  details: [{ name: 'Nhiệt độ', value: '110 °C' }],
  note: 'Lửa đều',
  images: [],
  isPublic: false,
};
const detailNames = ['Cách làm', 'Nhiệt độ', 'Phụ gia'];

describe.each(languages)('a form in %s says again what the record says', (language) => {
  it('for a batch', () => {
    const typed = batchContentFrom(batchFormOf(batch, language), language);
    expect(typed).toEqual({ content: batch, faults: [] });
    expect(parse('BatchContent', typed.content)).toEqual(batch);
  });

  it('for a product', () => {
    const typed = productContentFrom(productFormOf(product, language), language);
    expect(typed).toEqual({ content: product, faults: [] });
    expect(parse('ProductContent', typed.content)).toEqual(product);
  });

  it('for a stage', () => {
    const typed = stageContentFrom(stageFormOf(stage, detailNames, language), detailNames, language);
    expect(typed).toEqual({ content: stage, faults: [] });
    expect(parse('StageContent', typed.content)).toEqual(stage);
  });

  it('for a place with a point', () => {
    const place = {
      name: 'Lò nấu',
      kind: 'workshop',
      address: { communeCode: '30526', street: 'Ấp Măng Rò', formerAddress: 'Xã Văn Giáo' },
      steward: 'Chau Sóc',
      geometry: { type: 'Point', coordinates: [104.987654, 10.5123] },
      area: { value: '1.25', unit: 'HAR' },
      plantingAreaCode: 'VN-AGOR-0017',
    } as const;
    const content = parse('PlaceContent', place);
    expect(placeContentFrom(placeFormOf(content, language), language)).toEqual({ content, faults: [] });
  });

  it('for a certificate', () => {
    const content = parse('CertificateContent', {
      type: 'ocop',
      number: '17/QĐ',
      scope: 'Đường thốt nốt',
      issuer: 'UBND tỉnh',
      issuedOn: '2026-01-05',
      expiresOn: '2029-01-05',
      stars: 4,
      products: [id(1)],
      places: [],
      file: id(6),
    });
    expect(certificateContentFrom(certificateFormOf(content), language)).toEqual({ content, faults: [] });
  });

  it('for an organisation', () => {
    const content = parse('OrganisationContent', {
      name: 'HTX Văn Giáo',
      kind: 'cooperative',
      taxCode: '1600000010',
      address: { communeCode: '30526', street: 'Ấp Măng Rò' },
      contact: { phone: '0912345678' },
      website: 'https://example.vn',
    });
    expect(organisationContentFrom(organisationFormOf(content), language)).toEqual({ content, faults: [] });
  });
});

describe('what a batch form understands', () => {
  it('reads numbers and dates as they are written here', () => {
    const { content } = batchContentFrom(
      { 'quantity.value': '1.250,5', 'quantity.unit': 'KGM', producedOn: '5/9/2026' },
      'vi',
    );
    expect(content).toMatchObject({ quantity: { value: '1250.5' }, producedOn: '2026-09-05' });
  });

  it('shows them the same way', () => {
    expect(batchFormOf(batch, 'vi')).toMatchObject({
      'quantity.value': '1.250,5',
      'quantity.unit': 'KGM',
      producedOn: '05/09/2026',
    });
  });

  it.each([
    [{ 'quantity.value': 'nhiều', 'quantity.unit': 'KGM' }, '/quantity/value'],
    [{ 'quantity.value': '-5', 'quantity.unit': 'KGM' }, '/quantity/value'],
    [{ 'quantity.value': '1,2345678', 'quantity.unit': 'KGM' }, '/quantity/value'],
    [{ producedOn: '31/02/2026' }, '/producedOn'],
    [{ expiresOn: 'mai' }, '/expiresOn'],
    [{ lot: 'LÔ 1' }, '/lot'],
  ])('names the field of %j', (values, pointer) => {
    expect(batchContentFrom(values, 'vi').faults.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('starts a new one with what the last one was, without its dates', () => {
    const { product: last, quantity, place, certificates, grants } = batch;
    const values = batchFormOf({ product: last, quantity, place, certificates, grants, images: [] }, 'vi');
    expect(values).toMatchObject({
      product: last,
      place,
      'quantity.value': '1.250,5',
      producedOn: undefined,
    });
  });
});

describe('what a stage form understands', () => {
  const startedAt = (typed: string) => stageContentFrom({ startedAt: typed }, [], 'vi');

  it.each([
    ['12/9/2026', '2026-09-12'],
    ['12/09/2026 06:30', '2026-09-12T06:30'],
    ['12/9/2026 6h30', '2026-09-12T06:30'],
    ['12/9/2026, 6h', '2026-09-12T06:00'],
  ])('reads %s', (typed, read) => {
    expect(startedAt(typed)).toMatchObject({ content: { startedAt: read }, faults: [] });
  });

  it.each(['12/09/2026 25:00', '12/09/2026 sáng', '31/02/2026 06:30', '06:30'])('refuses %s', (typed) => {
    expect(startedAt(typed).faults).toHaveLength(1);
  });
});

describe('what a place form understands', () => {
  const positionOf = (values: Record<string, string>) =>
    placeContentFrom({ 'address.communeCode': '30526', ...values }, 'vi');

  it.each([
    ['10,5123', '104,9876'],
    ['10.5123', '104.9876'],
    ['10.5123°', ' 104.9876 '],
    ['10.5123, 104.9876', ''],
    ['10,5123, 104,9876', ''],
    ['10,5123; 104,9876', ''],
  ])('reads %s and %s as one position, longitude first', (latitude, longitude) => {
    const { content, faults } = positionOf({
      'geometry.latitude': latitude,
      'geometry.longitude': longitude,
    });
    expect(faults).toEqual([]);
    expect(content).toMatchObject({ geometry: { type: 'Point', coordinates: [104.9876, 10.5123] } });
  });

  it('asks for the missing half', () => {
    expect(positionOf({ 'geometry.latitude': '10,5' }).faults).toMatchObject([
      { pointer: '/geometry/longitude', key: 'producer.fault-position-half' },
    ]);
  });

  it('carries an outline along until a point is typed', () => {
    const ring = [
      [
        [104.9, 10.5],
        [105, 10.5],
        [105, 10.6],
        [104.9, 10.5],
      ],
    ];
    const outline = { 'geometry.outline': JSON.stringify(ring) };
    expect(positionOf(outline).content).toMatchObject({ geometry: { type: 'Polygon', coordinates: ring } });
    const point = { 'geometry.latitude': '10,5', 'geometry.longitude': '105' };
    expect(positionOf({ ...outline, ...point }).content).toMatchObject({ geometry: { type: 'Point' } });
  });

  it('asks to choose a commune where none was chosen', () => {
    const { faults } = placeContentFrom({ name: 'Lò' }, 'vi');
    expect(faults).toEqual([{ pointer: '/address/communeCode/search', key: 'producer.commune-choose' }]);
  });
});

describe('the standards of a product form', () => {
  const rows = {
    'standards.0.kind': '',
    'standards.0.number': '',
    'standards.2.kind': 'TCCS',
    'standards.2.number': '01:2026',
  };

  it('close up where rows were left blank, so that faults stay beside their row', () => {
    expect(withoutGaps(rows)).toMatchObject({ 'standards.0.kind': 'TCCS', 'standards.0.number': '01:2026' });
  });

  it('show three rows at least, and as many as were asked for', () => {
    expect([rowsShown({}, 0), rowsShown(rows, NaN), rowsShown(rows, 5), rowsShown(rows, 99)]).toEqual([
      3, 3, 5, 12,
    ]);
  });

  it('forget the GTIN of a product that says to have none, and ask for it of one that says to have one', () => {
    expect(productContentFrom({ code: 'own', gtin: '123' }, 'vi').content).not.toHaveProperty('gtin');
    expect(productContentFrom({ code: 'gtin' }, 'vi').faults).toEqual([
      { pointer: '/gtin', key: 'errors.required' },
    ]);
  });
});

describe('the lot that is suggested', () => {
  it('says product and day, and fits into a code', () => {
    expect(suggestLot('Đường thốt nốt', '2026-09-05', [])).toBe('DTN-260905');
  });

  it('is never one that exists', () => {
    expect(suggestLot('Đường thốt nốt', '2026-09-05', ['DTN-260905', 'DTN-260905-2'])).toBe('DTN-260905-3');
  });

  it('is the day alone before a product is chosen', () => {
    expect(suggestLot(undefined, '2026-09-05', [])).toBe('260905');
  });
});
