import { chucBatches } from './sample-chuc-batches.ts';
import { outline } from './sample-plan.ts';
import type { SampleProducer } from './sample-plan.ts';

const origin = 'Trồng tại vùng Thất Sơn, tỉnh An Giang, Việt Nam';
const growing = { kind: 'TCVN', number: 'TCVN 11892-1:2017', title: 'VietGAP – Phần 1: Trồng trọt' } as const;

export const chuc: SampleProducer = {
  key: 'chuc',
  organisation: {
    name: 'Hợp tác xã Chúc Thất Sơn Xanh',
    nameEn: 'That Son Xanh Kaffir Lime Co-operative',
    shortName: 'HTX Thất Sơn Xanh',
    kind: 'cooperative',
    taxCode: '1699990029',
    gln: '9520091900030',
    address: {
      communeCode: '30544',
      street: 'Số 18, đường số 3',
      formerAddress: 'Thị trấn Tri Tôn, huyện Tri Tôn, tỉnh An Giang',
    },
    contact: { person: 'Lâm Thị Mỹ Hạnh', phone: '02963000102', email: 'lienhe@thatsonxanh.example' },
  },
  people: { login: 'htx-chuc', name: 'Lâm Thị Mỹ Hạnh (mẫu)' },
  places: {
    orchard: {
      name: 'Vườn chúc An Cư',
      kind: 'plot',
      steward: 'Chau Ra',
      address: {
        communeCode: '30526',
        formerAddress: 'Xã An Cư, thị xã Tịnh Biên, tỉnh An Giang',
      },
      geometry: outline(105.009, 10.556),
      area: { value: '3.2', unit: 'HAR' },
      plantingAreaCode: 'MAU-AG-CHUC-01',
    },
    workshop: {
      name: 'Nhà sơ chế Tri Tôn',
      kind: 'packing-house',
      address: {
        communeCode: '30544',
        street: 'Số 18, đường số 3',
        formerAddress: 'Thị trấn Tri Tôn, huyện Tri Tôn, tỉnh An Giang',
      },
      gln: '9520091900047',
    },
    still: {
      name: 'Xưởng chưng cất Núi Tô',
      kind: 'workshop',
      address: {
        communeCode: '30544',
        street: 'Ấp Tô Hạ',
        formerAddress: 'Ấp Tô Hạ, xã Núi Tô, huyện Tri Tôn, tỉnh An Giang',
      },
      geometry: { type: 'Point', coordinates: [105.012, 10.4063] },
    },
  },
  products: {
    fruit: {
      name: 'Quả chúc tươi Thất Sơn',
      nameEn: 'Fresh kaffir limes from That Son',
      group: 'crops',
      gtin: '9520091000044',
      brand: 'Thất Sơn Xanh',
      description:
        'Quả chúc vỏ sần, thơm đậm, trồng trên sườn và chân vùng Bảy Núi. Cây cho quả sau năm đến tám năm; mỗi ký khoảng tám đến mười quả.',
      netContent: { value: '5', unit: 'KGM' },
      originStatement: origin,
      shelfLifeDays: 21,
      standards: [growing],
      images: ['chuc-fruit', 'chuc-orchard'],
    },
    leaf: {
      name: 'Lá chúc tươi Thất Sơn, túi 100 g',
      nameEn: 'Fresh kaffir lime leaves, 100 g',
      group: 'crops',
      gtin: '9520091000051',
      brand: 'Thất Sơn Xanh',
      description: 'Lá chúc hai thùy, hái tay, dùng kèm gà hấp, cháo và các món nướng.',
      netContent: { value: '100', unit: 'GRM' },
      originStatement: origin,
      shelfLifeDays: 14,
      standards: [growing],
      images: ['chuc-leaf'],
    },
    oil: {
      name: 'Tinh dầu chúc Thất Sơn, chai 10 ml',
      nameEn: 'Kaffir lime essential oil, 10 ml',
      group: 'processing',
      gtin: '9520091000068',
      brand: 'Thất Sơn Xanh',
      description: 'Tinh dầu chưng cất bằng hơi nước từ vỏ quả chúc, dùng tạo hương.',
      netContent: { value: '10', unit: 'MLT' },
      originStatement: origin,
      shelfLifeDays: 730,
      warning: 'Không uống. Tránh mắt và để xa tầm tay trẻ em.',
      standards: [{ kind: 'TCCS', number: 'TCCS 02:2026/TSX', title: 'Tinh dầu chúc – Yêu cầu kỹ thuật' }],
      images: ['chuc-oil'],
    },
  },
  certificates: {
    vietgap: {
      type: 'vietgap',
      number: 'MẪU VietGAP-TT-26-091',
      scope: 'Cây chúc (quả, lá), 3,2 ha',
      issuer: 'Tổ chức chứng nhận Cửu Long (mẫu)',
      issued: 310,
      expires: 420,
      products: ['fruit', 'leaf'],
      places: ['orchard'],
    },
    ocop: {
      type: 'ocop',
      number: 'MẪU 02/QĐ-OCOP',
      stars: 3,
      scope: 'Tinh dầu chúc',
      issuer: 'Ủy ban nhân dân tỉnh An Giang (mẫu)',
      issued: 12,
      expires: 1083,
      products: ['oil'],
      places: [],
      left: 'waiting',
    },
  },
  batches: chucBatches,
};
