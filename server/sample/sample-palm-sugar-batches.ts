import type { SampleBatch, SampleStage } from './sample-plan.ts';

/** In the dry season six to seven litres of sap give a kilogram of sugar (field.md §8). */
function boiled(sap: string, sugar: string): SampleStage[] {
  return [
    {
      stage: 'raw-collection',
      place: 'grove',
      day: 0,
      from: '04:30',
      to: '08:00',
      who: 'Tổ lấy nước thốt nốt số 2',
      quantity: { value: sap, unit: 'LTR' },
      details: [['Cách làm', 'Leo đài, hứng nước bằng ống đã tráng sạch']],
      images: ['tapping'],
    },
    {
      stage: 'preparation',
      place: 'kiln',
      day: 0,
      from: '08:15',
      to: '09:00',
      who: 'Tổ nấu đường số 1',
      quantity: { value: sap, unit: 'LTR' },
      details: [['Cách làm', 'Lọc qua vải hai lớp, nấu ngay trong buổi']],
      images: ['filtering'],
    },
    {
      stage: 'processing',
      place: 'kiln',
      day: 0,
      from: '09:00',
      to: '15:30',
      who: 'Tổ nấu đường số 1',
      quantity: { value: sugar, unit: 'KGM' },
      details: [
        ['Cách làm', 'Cô chảo gang, vớt bọt liên tục'],
        ['Nhiệt độ', '105–118 °C'],
        ['Phụ gia', 'Không dùng'],
      ],
      images: ['boiling'],
    },
    {
      stage: 'finishing',
      place: 'kiln',
      day: 0,
      from: '15:30',
      to: '17:30',
      who: 'Tổ nấu đường số 1',
      details: [['Cách làm', 'Đánh đường, đổ khuôn, để nguội tự nhiên']],
      images: ['moulding'],
    },
  ];
}

export function packed(packs: string, form: string): SampleStage[] {
  return [
    {
      stage: 'inspection',
      place: 'packing',
      day: 1,
      from: '08:00',
      who: 'Neang Sóc Kha, nhân viên chất lượng',
      details: [['Chỉ tiêu', 'Độ ẩm, màu sắc, mùi vị, tạp chất: đạt']],
    },
    {
      stage: 'packing',
      place: 'packing',
      day: 1,
      from: '09:00',
      to: '16:00',
      who: 'Tổ đóng gói',
      quantity: { value: packs, unit: 'H87' },
      details: [['Quy cách đóng gói', form]],
      images: ['sugar-packing'],
    },
  ];
}

export const sold: SampleStage[] = [
  {
    stage: 'storage',
    place: 'packing',
    day: 1,
    from: '16:30',
    who: 'Thủ kho hợp tác xã',
    details: [
      ['Nhiệt độ', '25–30 °C'],
      ['Độ ẩm', 'Dưới 65 %'],
    ],
  },
  {
    stage: 'dispatch',
    place: 'packing',
    day: 4,
    from: '07:30',
    who: 'Thủ kho hợp tác xã',
    details: [['Nơi nhận', 'Cửa hàng đặc sản Châu Đốc (mẫu)']],
  },
];

const cakes = {
  product: 'cakes',
  place: 'kiln',
  lot: 'TN',
  packed: 1,
  certificates: ['ocop', 'test'],
  quantity: { value: '125', unit: 'KGM' },
  stages: [...boiled('820', '125'), ...packed('250', 'Gói lá thốt nốt 500 g'), ...sold],
} satisfies Partial<SampleBatch>;

const powder = {
  product: 'powder',
  place: 'kiln',
  lot: 'TNB',
  packed: 1,
  certificates: ['ocop'],
  quantity: { value: '80', unit: 'KGM' },
  stages: [...boiled('540', '80'), ...packed('320', 'Túi giấy kraft 250 g'), ...sold],
} satisfies Partial<SampleBatch>;

export const palmSugarBatches: SampleBatch[] = [
  { ...powder, produced: 34, outcome: 'approved' },
  { ...cakes, produced: 420, certificates: ['test-before'], outcome: 'approved' },
  { ...cakes, produced: 48, outcome: 'closed' },
  {
    ...cakes,
    produced: 75,
    outcome: { suspended: 'Tạm dừng để kiểm tra lại mẫu lưu theo phản ánh về mùi lạ.' },
  },
  {
    ...powder,
    produced: 120,
    stamps: { count: 320, printed: 320, misprints: 2, active: 310 },
    outcome: {
      recalled: {
        risk: 'foreign-body',
        reason: 'Phát hiện mảnh nhựa từ túi bị rách trong khâu đóng gói; thu hồi toàn bộ lô.',
        danger: 'Mảnh nhựa cứng có thể làm đau miệng hoặc gây hóc, nhất là ở trẻ nhỏ.',
        whatToDo: 'Không ăn, không cho, không bán lại. Để riêng cả gói và mang trả nơi đã mua.',
        remedy: 'refund-or-exchange',
        howToReturn: 'Trả tại cửa hàng đã mua hoặc tại hợp tác xã; không cần hóa đơn.',
        contact: { name: 'Phòng Kinh doanh của hợp tác xã (mẫu)', phone: '0296 0000 000' },
        channels: 'Chợ Tịnh Biên, chợ Tri Tôn và cửa hàng của hợp tác xã.',
        english: {
          reason: 'Pieces of plastic from a torn bag were found in packing; the whole lot is recalled.',
          danger: 'Hard pieces of plastic may hurt the mouth or cause choking, above all in small children.',
          whatToDo: 'Do not eat it, give it away or sell it on. Set the whole pack aside and take it back.',
          howToReturn: 'Return it where you bought it, or at the co-operative; no receipt is needed.',
          channels: 'Tinh Bien and Tri Ton markets, and the co-operative’s shop.',
        },
      },
    },
  },
  {
    ...powder,
    produced: 9,
    outcome: {
      returned: {
        message: 'Hồ sơ gần đủ. Đề nghị bổ sung theo ghi chú rồi gửi lại.',
        notes: [
          {
            pointer: '/expiresOn',
            text: 'Hạn sử dụng in trên túi mẫu là 12 tháng; đề nghị ghi đúng theo nhãn.',
          },
          { pointer: '/images', text: 'Chưa có ảnh chụp nhãn của chính lô này.' },
        ],
      },
    },
  },
  {
    ...powder,
    produced: 15,
    certificates: ['test-before'],
    outcome: {
      refused: {
        ground: 'Khoản 5 Điều 23 Nghị định 37/2026/NĐ-CP',
        message: 'Phiếu kiểm nghiệm kèm theo đã hết hiệu lực trước ngày sản xuất của lô.',
      },
    },
  },
  { ...cakes, produced: 7, images: ['sugar-packing'], outcome: 'waiting' },
  {
    ...powder,
    produced: 6,
    outcome: {
      returned: {
        message: 'Đề nghị xem lại hai mục có ghi chú rồi nộp lại.',
        notes: [
          { pointer: '/note', text: 'Ghi rõ mẻ nấu của lô này lấy nước thốt nốt ở đâu.' },
          { pointer: '/images', text: 'Thêm ảnh chụp nhãn của chính lô này.' },
        ],
      },
      answer: 'Nước thốt nốt lấy trong ngày tại các vườn ở ấp Măng Rò.',
    },
  },
  {
    ...cakes,
    produced: 3,
    quantity: { value: '120', unit: 'KGM' },
    stages: boiled('300', '120'),
    note: 'Cần rà lại trước khi gửi: 300 lít nước thốt nốt chỉ cho khoảng 45 kg đường, sổ lò ghi 120 kg.',
    outcome: 'draft',
  },
];
