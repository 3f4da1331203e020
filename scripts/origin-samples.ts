import type {
  FieldValue,
  Origin,
  OriginCertificate,
  OriginField,
  OriginInput,
  OriginStage,
  Says,
} from '../server/lookup/origin.ts';
import { fieldKeys } from '../server/lookup/origin.ts';

/** Origins from the barest to the fullest the public page must stand up to: 30 stages, 10 certificates, long names. */
export function originSamples(): Record<'smallest' | 'median' | 'largest', Origin> {
  return {
    smallest: anOrigin({ stages: 1, certificates: 0, marks: 0, pictures: 0 }),
    median: anOrigin({ stages: 6, certificates: 2, marks: 1, pictures: 2 }),
    largest: anOrigin({ stages: 30, certificates: 10, marks: 2, pictures: 8 }),
  };
}

const name =
  'Đường thốt nốt nguyên chất dạng viên nấu thủ công của phum sóc Khmer vùng Bảy Núi – Tịnh Biên, hộp giấy 500 g';
const checked: Says = { says: 'checked', on: '2026-10-12' };

interface Size {
  stages: number;
  certificates: number;
  marks: number;
  pictures: number;
}

function anOrigin(size: Size): Origin {
  const stages = times(size.stages, aStage);
  return {
    path: '01/08938505970011/10/VG-2610',
    code: '08938505970011',
    isGs1: true,
    lot: 'VG-2610',
    verdict: { kind: 'approved', on: '2026-10-12' },
    sample: true,
    name,
    nameEnglish: null,
    description: size.pictures > 0 ? 'Nấu trong ngày từ nước thốt nốt mới lấy, không thêm đường mía.' : null,
    warning: null,
    producer: 'Hợp tác xã Nông nghiệp – Dịch vụ Thốt nốt xã An Cư, thị xã Tịnh Biên cũ',
    pictures: times(size.pictures, (at) => ({
      width: 1600,
      height: 1200,
      sources: [320, 800, 1600].map((width) => ({
        src: `/media/665f0000000000000000000${at}/${width}.jpg`,
        width,
      })),
    })),
    fields: fieldKeys.map((key) => aField(key, size)),
    stages,
    gaps: size.stages > 1 ? [{ stage: 'inspection', at: 2 }] : [],
    inputs: times(Math.min(size.certificates, 3), anInput),
    certificates: times(size.certificates, aCertificate),
    marks: times(size.marks, (at) => ({
      name: `Đường thốt nốt Tịnh Biên ${at + 1}`,
      nameEnglish: null,
      kind: 'collective',
      owner: 'Hội Nông dân xã An Cư',
      controlBody: 'Chi cục Tiêu chuẩn Đo lường Chất lượng',
      certificateNumber: '4-0412345-000',
      id: '0'.repeat(24),
      grantId: '0'.repeat(24),
      logo: null,
      grantNumber: `QSD-0${at + 1}/2025`,
      since: '2025-01-01',
      until: '2030-12-31',
      promises: 'Đường nấu từ nước thốt nốt lấy trong vùng Bảy Núi, theo quy chế sử dụng nhãn hiệu.',
      doesNotPromise: 'Không bảo đảm về dư lượng, vi sinh hay giá trị dinh dưỡng của từng lô.',
    })),
    asOf: '2026-11-22T05:00:00.000Z',
  };
}

function aField(key: OriginField['key'], size: Size): OriginField {
  const isBare =
    (key === 'picture' && size.pictures === 0) || (key === 'standards' && size.certificates === 0);
  if (isBare) return { key, missing: 'not-given' };
  const says: Says = key === 'events' ? { says: 'declared', on: '2026-10-02' } : checked;
  return { key, missing: false, values: [valuesOf(size)[key]], ...says };
}

function valuesOf({ pictures, stages }: Size): Record<OriginField['key'], FieldValue> {
  const text = (value: string): FieldValue => ({ kind: 'text', text: value });
  return {
    name: text(name),
    picture: { kind: 'pictures', count: pictures },
    producer: text('Hợp tác xã Nông nghiệp – Dịch vụ Thốt nốt xã An Cư, thị xã Tịnh Biên cũ'),
    address: text('Số 12 tổ 4, ấp Măng Rò, xã An Cư, tỉnh An Giang'),
    origin: text('Sản xuất tại xã An Cư, tỉnh An Giang, Việt Nam'),
    events: { kind: 'events', count: stages, from: '2026-07-01', to: '2026-10-01' },
    brand: { kind: 'lot', text: 'VG-2610' },
    expiry: { kind: 'expires', date: '2027-10-01' },
    standards: text('TCCS 01:2026/TN – Đường thốt nốt viên'),
  };
}

const codes = ['raw-collection', 'preparation', 'processing', 'finishing', 'packing', 'transport'];

function aStage(at: number): OriginStage {
  const day = new Date(Date.UTC(2026, 6, 1 + at * (at > 2 ? 12 : 2))).toISOString().slice(0, 10);
  return {
    stage: codes[at % codes.length] ?? 'processing',
    startedAt: `${day}T06:30`,
    endedAt: at % 3 === 0 ? `${day}T16:00` : null,
    place: 'Lò nấu đường Văn Giáo, ấp Măng Rò, xã An Cư, tỉnh An Giang',
    quantity: { value: String(100 + at * 7.5), unit: 'KGM' },
    details: [{ name: 'Phương pháp', value: `Nấu củi nhỏ lửa ${6 + (at % 3)} giờ, vớt bọt liên tục` }],
    temperature: null,
    result: null,
    pictures: times(at % 2, () => ({
      width: 320,
      height: 240,
      sources: [{ src: `/media/665f00000000000000000${100 + at}/320.jpg`, width: 320 }],
    })),
    says: 'declared',
    on: day,
  };
}

function anInput(at: number): OriginInput {
  return {
    path: `01/08938505970028/10/NL-${at}`,
    name: 'Nước thốt nốt tươi',
    nameEnglish: null,
    lot: `NL-${at}`,
    producer: 'Tổ hợp tác lấy nước thốt nốt ấp Măng Rò, xã An Cư',
    verdict: 'approved',
    stages: ['raw-collection', 'transport'].map((stage) => ({
      stage,
      startedAt: `2026-06-2${at}T05:00`,
      endedAt: null,
    })),
  };
}

function aCertificate(at: number): OriginCertificate {
  const types = ['vietgap', 'ocop', 'haccp', 'test-report', 'regulation-conformity'] as const;
  const type = types[at % types.length] ?? 'vietgap';
  return {
    type,
    number: `${type.toUpperCase()}-89-${100 + at}`,
    scope: 'Chế biến đường thốt nốt',
    issuer: 'Trung tâm Chứng nhận và Kiểm nghiệm (dữ liệu mẫu)',
    issuedOn: '2026-01-05',
    expiresOn: at % 4 === 1 ? '2026-06-30' : '2029-01-05',
    stars: type === 'ocop' ? 4 : null,
    isExpired: at % 4 === 1,
    ...checked,
  };
}

function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}
