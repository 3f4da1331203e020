import type { SampleBatch, SampleProducer, SampleStage } from './sample-plan.ts';

/** A household without GS1 numbers: the national gateway's dialect demands a GTIN and refuses its product. */
const cooked: SampleStage[] = [
  {
    stage: 'raw-collection',
    place: 'yard',
    day: 0,
    from: '05:00',
    to: '08:00',
    who: 'Chủ hộ và người nhà',
    quantity: { value: '210', unit: 'LTR' },
    details: [['Cách làm', 'Lấy nước từ 18 cây thốt nốt quanh nhà']],
    images: ['tapping'],
  },
  {
    stage: 'processing',
    place: 'yard',
    day: 0,
    from: '08:30',
    to: '13:00',
    who: 'Chủ hộ',
    quantity: { value: '48', unit: 'KGM' },
    details: [
      ['Cách làm', 'Cô đến khi sánh, không tách đường'],
      ['Phụ gia', 'Không dùng'],
    ],
    images: ['boiling'],
  },
  {
    stage: 'packing',
    place: 'yard',
    day: 1,
    from: '08:00',
    to: '10:00',
    who: 'Chủ hộ',
    quantity: { value: '96', unit: 'H87' },
    details: [['Quy cách đóng gói', 'Chai thủy tinh 500 g']],
  },
];

const syrup = {
  product: 'syrup',
  place: 'yard',
  lot: 'MT',
  packed: 1,
  certificates: [],
  quantity: { value: '48', unit: 'KGM' },
  stages: cooked,
} satisfies Partial<SampleBatch>;

export const household: SampleProducer = {
  key: 'household',
  organisation: {
    name: 'Hộ kinh doanh Mật thốt nốt Chau Rinh',
    kind: 'household',
    taxCode: '089099000001',
    address: {
      communeCode: '30520',
      street: 'Tổ 2, khóm Phú Hòa',
      formerAddress: 'Khóm Phú Hòa, phường An Phú, thị xã Tịnh Biên, tỉnh An Giang',
    },
    contact: { person: 'Chau Rinh', phone: '0900000104' },
  },
  people: { login: 'ho-chaurinh', name: 'Chau Rinh (mẫu)' },
  places: {
    yard: {
      name: 'Sân lò nhà Chau Rinh',
      kind: 'workshop',
      address: {
        communeCode: '30520',
        street: 'Tổ 2, khóm Phú Hòa',
        formerAddress: 'Khóm Phú Hòa, phường An Phú, thị xã Tịnh Biên, tỉnh An Giang',
      },
    },
  },
  products: {
    syrup: {
      name: 'Mật thốt nốt Chau Rinh, chai 500 g',
      nameEn: 'Palmyra palm syrup, 500 g',
      group: 'processing',
      description: 'Mật thốt nốt cô đặc tại nhà, bán theo mùa nước thốt nốt.',
      netContent: { value: '500', unit: 'GRM' },
      originStatement: 'Sản xuất tại phường Tịnh Biên, tỉnh An Giang, Việt Nam',
      shelfLifeDays: 180,
      standards: [{ kind: 'TCCS', number: 'TCCS 01:2026/CR', title: 'Mật thốt nốt' }],
      images: ['boiling'],
    },
  },
  certificates: {},
  batches: [
    { ...syrup, produced: 11, claimsMark: true, outcome: 'approved' },
    { ...syrup, produced: 2, stages: cooked.slice(0, 2), outcome: 'draft' },
  ],
};
