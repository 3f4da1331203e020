import type { SampleBatch, SampleStage } from './sample-plan.ts';

function gathered(what: string, kilograms: string): SampleStage[] {
  return [
    {
      stage: 'fertilising',
      place: 'orchard',
      day: -75,
      from: '07:00',
      to: '10:30',
      who: 'Nhóm hộ trồng chúc An Cư',
      quantity: { value: '3.2', unit: 'HAR' },
      details: [
        ['Tên phân, thuốc', 'Phân bò ủ hoai'],
        ['Liều lượng', '8 kg mỗi gốc'],
      ],
      images: ['chuc-planting'],
    },
    {
      stage: 'care',
      place: 'orchard',
      day: -30,
      from: '06:30',
      to: '10:00',
      who: 'Nhóm hộ trồng chúc An Cư',
      details: [['Cách làm', 'Làm cỏ tay, tỉa cành, tưới nhỏ giọt']],
      images: ['chuc-orchard'],
    },
    {
      stage: 'harvest',
      place: 'orchard',
      day: 0,
      from: '06:00',
      to: '09:30',
      who: 'Chau Ra, hộ thành viên',
      quantity: { value: kilograms, unit: 'KGM' },
      details: [['Thời tiết', 'Nắng nhẹ, khô ráo']],
      images: ['chuc-harvest'],
    },
    {
      stage: 'preliminary-processing',
      place: 'workshop',
      day: 0,
      from: '13:00',
      to: '16:00',
      who: 'Tổ sơ chế',
      details: [['Cách làm', `Rửa sạch, để ráo, phân loại ${what}`]],
      images: ['chuc-grading'],
    },
  ];
}

function sent(packs: string, form: string): SampleStage[] {
  return [
    {
      stage: 'packing',
      place: 'workshop',
      day: 1,
      from: '07:30',
      to: '10:00',
      who: 'Tổ sơ chế',
      quantity: { value: packs, unit: 'H87' },
      details: [['Quy cách đóng gói', form]],
      images: ['chuc-packing'],
    },
    {
      stage: 'transport',
      place: 'workshop',
      day: 1,
      from: '14:00',
      to: '18:30',
      who: 'Nguyễn Văn Lâm, lái xe',
      details: [['Phương tiện', 'Xe tải nhẹ 1,5 tấn']],
      images: ['truck'],
    },
  ];
}

function distilled(fruit: string, millilitres: string): SampleStage[] {
  return [
    {
      stage: 'raw-receipt',
      place: 'still',
      day: -1,
      from: '14:00',
      who: 'Tổ chưng cất',
      quantity: { value: fruit, unit: 'KGM' },
      details: [['Nơi cung cấp', 'Vườn chúc của thành viên hợp tác xã']],
    },
    {
      stage: 'preparation',
      place: 'still',
      day: 0,
      from: '06:30',
      to: '08:00',
      who: 'Tổ chưng cất',
      quantity: { value: fruit, unit: 'KGM' },
      details: [['Cách làm', 'Rửa, gọt lấy vỏ, cắt nhỏ']],
      images: ['chuc-grading'],
    },
    {
      stage: 'processing',
      place: 'still',
      day: 0,
      from: '08:30',
      to: '14:30',
      who: 'Lâm Thị Mỹ Hạnh, trưởng tổ',
      quantity: { value: millilitres, unit: 'MLT' },
      details: [
        ['Cách làm', 'Chưng cất lôi cuốn hơi nước'],
        ['Nhiệt độ', '98–100 °C'],
        ['Phụ gia', 'Không dùng'],
      ],
      images: ['distilling'],
    },
    {
      stage: 'sampling',
      place: 'still',
      day: 1,
      from: '09:00',
      who: 'Lâm Thị Mỹ Hạnh, trưởng tổ',
      details: [['Nơi kiểm nghiệm', 'Trung tâm Kiểm nghiệm Đồng bằng (mẫu)']],
    },
    {
      stage: 'packing',
      place: 'still',
      day: 3,
      from: '08:00',
      to: '11:00',
      who: 'Tổ chưng cất',
      details: [['Quy cách đóng gói', 'Chai thủy tinh nâu 10 ml']],
      images: ['chuc-packing'],
    },
  ];
}

const fruit = {
  product: 'fruit',
  place: 'orchard',
  lot: 'CT',
  packed: 1,
  certificates: ['vietgap'],
  quantity: { value: '180', unit: 'KGM' },
  stages: [...gathered('theo cỡ quả', '192'), ...sent('36', 'Thùng giấy 5 kg')],
} satisfies Partial<SampleBatch>;

const leaf = {
  product: 'leaf',
  place: 'orchard',
  lot: 'CL',
  packed: 1,
  certificates: ['vietgap'],
  quantity: { value: '24', unit: 'KGM' },
  stages: [...gathered('lá lành, lá rách', '26'), ...sent('240', 'Túi 100 g')],
} satisfies Partial<SampleBatch>;

const oil = {
  product: 'oil',
  place: 'still',
  lot: 'CD',
  certificates: [],
  quantity: { value: '1200', unit: 'MLT' },
} satisfies Partial<SampleBatch>;

/** A log in which a required stage is missing: its page names the gap. */
function neverPacked(stages: readonly SampleStage[]): SampleStage[] {
  return stages.filter(({ stage }) => stage !== 'packing');
}

export const chucBatches: SampleBatch[] = [
  { ...fruit, produced: 8, claimsMark: true, images: ['chuc-fruit'], outcome: 'approved' },
  { ...fruit, produced: 33, stages: neverPacked(fruit.stages), outcome: 'approved' },
  { ...oil, produced: 40, packed: 3, stages: distilled('300', '1200'), outcome: 'approved' },
  { ...leaf, produced: 4, images: ['chuc-leaf'], outcome: 'waiting' },
  { ...oil, produced: 2, stages: distilled('290', '1150').slice(0, 3), outcome: 'draft' },
];
