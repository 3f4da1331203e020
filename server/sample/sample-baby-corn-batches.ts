import type { SampleBatch, SampleStage } from './sample-plan.ts';

/** From seed to the young ear in under two months, then to the shop within two days. */
function grown(place: string, ears: string): SampleStage[] {
  return [
    {
      stage: 'land-preparation',
      place,
      day: -56,
      from: '06:30',
      to: '11:00',
      who: 'Tổ dịch vụ làm đất',
      quantity: { value: '2.5', unit: 'HAR' },
      details: [['Cách làm', 'Cày, lên liếp, xử lý vôi']],
    },
    {
      stage: 'sowing',
      place,
      day: -52,
      from: '06:30',
      to: '10:30',
      who: 'Phan Văn Dũng, hộ thành viên',
      quantity: { value: '2.5', unit: 'HAR' },
      details: [
        ['Giống', 'Bắp rau lai một'],
        ['Nơi cung cấp', 'Cửa hàng vật tư Mỹ Luông (mẫu)'],
      ],
      images: ['corn-sowing'],
    },
    {
      stage: 'fertilising',
      place,
      day: -35,
      from: '06:30',
      to: '09:30',
      who: 'Phan Văn Dũng, hộ thành viên',
      details: [
        ['Tên phân, thuốc', 'NPK 20-20-15'],
        ['Liều lượng', '250 kg mỗi héc-ta'],
      ],
      images: ['corn-field'],
    },
    {
      stage: 'spraying',
      place,
      day: -30,
      from: '06:00',
      to: '08:00',
      who: 'Tổ bảo vệ thực vật hợp tác xã',
      details: [
        ['Tên phân, thuốc', 'Chế phẩm Bt trừ sâu đục thân'],
        ['Liều lượng', '1 kg mỗi héc-ta'],
        ['Thời gian cách ly (ngày)', '7'],
      ],
      images: ['corn-care'],
    },
    {
      stage: 'harvest',
      place,
      day: 0,
      from: '05:00',
      to: '09:00',
      who: 'Tổ thu hoạch số 3',
      quantity: { value: ears, unit: 'KGM' },
      details: [['Thời tiết', 'Mát, không mưa']],
      images: ['corn-harvest'],
    },
  ];
}

function husked(trays: string): SampleStage[] {
  return [
    {
      stage: 'preliminary-processing',
      place: 'packing',
      day: 0,
      from: '10:00',
      to: '15:00',
      who: 'Tổ lột vỏ',
      details: [['Cách làm', 'Lột vỏ, bỏ râu, rửa nước sạch, để ráo']],
      images: ['corn-husking'],
    },
    {
      stage: 'packing',
      place: 'packing',
      day: 0,
      from: '15:30',
      to: '18:00',
      who: 'Tổ đóng gói',
      quantity: { value: trays, unit: 'H87' },
      details: [['Quy cách đóng gói', 'Khay 200 g, màng co']],
      images: ['corn-packing'],
    },
    {
      stage: 'storage',
      place: 'cold-room',
      day: 0,
      from: '18:15',
      who: 'Thủ kho lạnh',
      details: [['Nhiệt độ', '4–6 °C']],
      images: ['corn-cold-room'],
    },
  ];
}

const tray = {
  product: 'tray',
  place: 'field',
  lot: 'BB',
  packed: 0,
  certificates: ['vietgap'],
  quantity: { value: '160', unit: 'KGM' },
  stages: [...grown('field', '1150'), ...husked('800')],
} satisfies Partial<SampleBatch>;

const fresh = {
  product: 'fresh',
  place: 'field-upstream',
  lot: 'BV',
  certificates: [],
  quantity: { value: '900', unit: 'KGM' },
  stages: grown('field-upstream', '900'),
} satisfies Partial<SampleBatch>;

export const babyCornBatches: SampleBatch[] = [
  { ...tray, produced: 3, claimsMark: true, images: ['corn-tray'], outcome: 'approved' },
  { ...tray, produced: 19, certificates: ['vietgap-before'], outcome: 'approved' },
  { ...fresh, produced: 4, outcome: 'approved' },
  { ...tray, produced: 1, outcome: 'waiting' },
  { ...fresh, produced: 1, images: ['corn-harvest'], outcome: 'waiting' },
  { ...fresh, produced: 2, stages: grown('field-upstream', '900').slice(0, 4), outcome: 'draft' },
];
