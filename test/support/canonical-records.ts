import type {
  BatchRecord,
  OrganisationRecord,
  ProductRecord,
  StageRecord,
} from '../../server/domain/canonical-record.ts';

/** Canonical records as the department would send them; a test names only what it is about. */
export function anOrganisation(differing: Partial<OrganisationRecord> = {}): OrganisationRecord {
  return {
    kind: 'organisation',
    id: newId(),
    version: 1,
    publicUrl: 'https://txng.example/to-chuc/1',
    state: 'current',
    stateReason: null,
    name: 'HTX Thốt nốt Tịnh Biên (dữ liệu mẫu)',
    type: 'Hợp tác xã',
    taxCode: '1600000017',
    gln: null,
    address: 'Khóm Xuân Hòa, phường Tịnh Biên, tỉnh An Giang',
    communeCode: '30520',
    phone: null,
    email: null,
    ...differing,
  };
}

export function aProduct(owner: OrganisationRecord, differing: Partial<ProductRecord> = {}): ProductRecord {
  return {
    kind: 'product',
    id: newId(),
    version: 1,
    publicUrl: 'https://txng.example/01/1',
    state: 'current',
    stateReason: null,
    organisation: owner.id,
    name: 'Đường thốt nốt',
    nameEnglish: 'Palm sugar',
    gtin: newGtin(),
    internalCode: null,
    group: 'duong',
    brand: null,
    description: null,
    netContent: '0.5',
    netContentUnit: 'KGM',
    shelfLife: '12 tháng',
    origin: 'Sản xuất tại An Giang, Việt Nam',
    standards: ['TCCS 01:2025'],
    pictures: ['https://txng.example/files/duong.jpg'],
    ...differing,
  };
}

export function aBatch(product: ProductRecord, differing: Partial<BatchRecord> = {}): BatchRecord {
  const place = {
    code: null,
    name: 'Lò nấu',
    address: 'Phường Tịnh Biên',
    latitude: 10.6,
    longitude: 105,
    officialCode: null,
  };
  return {
    kind: 'batch',
    id: newId(),
    version: 1,
    publicUrl: 'https://txng.example/01/1/10/L1',
    state: 'current',
    stateReason: null,
    product: product.id,
    organisation: product.organisation,
    productName: product.name,
    gtin: product.gtin,
    internalCode: null,
    pictures: product.pictures,
    producerName: 'HTX Thốt nốt Tịnh Biên',
    producerAddress: 'Phường Tịnh Biên, tỉnh An Giang',
    origin: product.origin,
    stages: [aStage({ name: 'Lấy nước thốt nốt' }), aStage({ kind: 'processing', name: 'Nấu đường' })],
    brand: null,
    marks: [],
    lot: 'L2026-01',
    expiryDate: '2027-01-15',
    standards: product.standards,
    quantity: '120.5',
    unit: 'KGM',
    productionDate: '2026-01-15',
    harvestDate: '2026-01-14',
    place,
    certificates: [
      { kind: 'OCOP 4 sao', number: 'OCOP-01', issuer: 'UBND tỉnh', validFrom: null, validTo: null },
    ],
    ...differing,
  };
}

export function aStage(differing: Partial<StageRecord> = {}): StageRecord {
  return {
    id: newId(),
    kind: 'harvest',
    name: 'Thu hoạch',
    at: '2026-01-14T02:00:00.000Z',
    who: 'Tổ sản xuất 1',
    place: null,
    details: null,
    pictures: [],
    ...differing,
  };
}

let counter = Math.trunc(performance.timeOrigin % 1e9) * 1000;

export function newId(): string {
  counter += 1;
  return counter.toString(16).padStart(24, '0');
}

function newGtin(): string {
  counter += 1;
  const digits = `89${String(counter % 1e11).padStart(11, '0')}`;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
