import { packed, sold } from './sample-palm-sugar-batches.ts';
import type { SampleBatch, SampleStage } from './sample-plan.ts';

/** From the palm to the pack through two organisations, lot by lot: nectar, syrup, sugar in cakes and in powder. */
const nectar = (produced: number, litres: string): SampleBatch => ({
  product: 'nectar',
  place: 'grove',
  lot: 'NUOC',
  produced,
  certificates: [],
  quantity: { value: litres, unit: 'LTR' },
  stages: [
    {
      stage: 'harvest',
      place: 'grove',
      day: 0,
      from: '04:30',
      to: '08:00',
      who: 'Tổ lấy nước thốt nốt số 2',
      quantity: { value: litres, unit: 'LTR' },
      images: ['tapping'],
    },
    {
      stage: 'dispatch',
      place: 'grove',
      day: 0,
      from: '08:30',
      who: 'Tổ lấy nước thốt nốt số 2',
      quantity: { value: litres, unit: 'LTR' },
      details: [['Nơi nhận', 'Sân lò nhà Chau Rinh (mẫu)']],
    },
  ],
  outcome: 'approved',
});

const syrup: SampleBatch = {
  product: 'syrup',
  place: 'yard',
  lot: 'MAT',
  produced: 22,
  certificates: [],
  quantity: { value: '240', unit: 'KGM' },
  stages: [
    {
      stage: 'processing',
      place: 'yard',
      day: 0,
      from: '08:30',
      to: '17:00',
      who: 'Chủ hộ',
      quantity: { value: '240', unit: 'KGM' },
      inputs: [
        { producer: 'palm-sugar', lot: 'NUOC', produced: 23, quantity: { value: '900', unit: 'LTR' } },
        { producer: 'palm-sugar', lot: 'NUOC', produced: 22, quantity: { value: '700', unit: 'LTR' } },
      ],
      details: [['Cách làm', 'Cô đến khi sánh, đóng can 20 kg giao hợp tác xã']],
      images: ['boiling'],
    },
  ],
  outcome: 'approved',
};

const boiledFromSyrup = (syrupUsed: string, sugar: string): SampleStage[] => [
  {
    stage: 'processing',
    place: 'kiln',
    day: 0,
    from: '07:00',
    to: '12:30',
    who: 'Tổ nấu đường số 1',
    quantity: { value: sugar, unit: 'KGM' },
    inputs: [
      { producer: 'household', lot: 'MAT', produced: 22, quantity: { value: syrupUsed, unit: 'KGM' } },
    ],
    details: [
      ['Cách làm', 'Nấu lại mật trong chảo gang, vớt bọt liên tục'],
      ['Nhiệt độ', '112–118 °C'],
      ['Phụ gia', 'Không dùng'],
    ],
    images: ['boiling'],
  },
  {
    stage: 'finishing',
    place: 'kiln',
    day: 0,
    from: '12:30',
    to: '15:00',
    who: 'Tổ nấu đường số 1',
    details: [['Cách làm', 'Đánh đường, để nguội tự nhiên']],
    images: ['moulding'],
  },
];

/** Each batch after those that it is made of. */
export const sampleChain: { producer: string; batch: SampleBatch }[] = [
  { producer: 'palm-sugar', batch: nectar(23, '900') },
  { producer: 'palm-sugar', batch: nectar(22, '800') },
  { producer: 'household', batch: syrup },
  {
    producer: 'palm-sugar',
    batch: {
      product: 'cakes',
      place: 'kiln',
      lot: 'TN',
      produced: 20,
      packed: 1,
      certificates: ['ocop', 'test'],
      quantity: { value: '125', unit: 'KGM' },
      stages: [...boiledFromSyrup('150', '125'), ...packed('250', 'Gói lá thốt nốt 500 g'), ...sold],
      claimsMark: true,
      images: ['sugar-cakes'],
      stamps: { count: 240, printed: 200, misprints: 3, active: 150 },
      outcome: 'approved',
    },
  },
  {
    producer: 'palm-sugar',
    batch: {
      product: 'powder',
      place: 'kiln',
      lot: 'TNB',
      produced: 18,
      packed: 1,
      certificates: ['ocop'],
      quantity: { value: '66', unit: 'KGM' },
      stages: [...boiledFromSyrup('80', '66'), ...packed('264', 'Túi giấy kraft 250 g'), ...sold],
      outcome: 'approved',
    },
  },
];
