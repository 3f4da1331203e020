import { babyCornBatches } from './sample-baby-corn-batches.ts';
import { outline } from './sample-plan.ts';
import type { SampleProducer } from './sample-plan.ts';

const growing = { kind: 'TCVN', number: 'TCVN 11892-1:2017', title: 'VietGAP – Phần 1: Trồng trọt' } as const;

export const babyCorn: SampleProducer = {
  key: 'baby-corn',
  organisation: {
    name: 'Hợp tác xã Nông sản Cù lao Xanh',
    nameEn: 'Cu Lao Xanh Farm Produce Co-operative',
    shortName: 'HTX Cù lao Xanh',
    kind: 'cooperative',
    taxCode: '1699990036',
    gln: '9520091900054',
    address: {
      communeCode: '30628',
      street: 'Ấp Hòa Thượng',
      formerAddress: 'Ấp Hòa Thượng, xã Kiến An, huyện Chợ Mới, tỉnh An Giang',
    },
    contact: { person: 'Phan Thị Cẩm Tú', phone: '02963000103', email: 'lienhe@culaoxanh.example' },
  },
  people: { login: 'htx-bap', name: 'Phan Thị Cẩm Tú (mẫu)' },
  places: {
    field: {
      name: 'Vùng bắp Kiến An',
      kind: 'plot',
      steward: 'Phan Văn Dũng',
      address: {
        communeCode: '30628',
        formerAddress: 'Xã Kiến An, huyện Chợ Mới, tỉnh An Giang',
      },
      geometry: outline(105.378, 10.552),
      area: { value: '12.5', unit: 'HAR' },
      plantingAreaCode: 'MAU-AG-BAP-01',
    },
    // Phước Hưng was split in 2025: which of today's communes is meant had to be chosen.
    'field-upstream': {
      name: 'Vùng bắp Phước Hưng',
      kind: 'plot',
      steward: 'Hồ Văn Lộc',
      address: {
        communeCode: '30346',
        formerAddress: 'Xã Phước Hưng, huyện An Phú, tỉnh An Giang',
      },
      geometry: outline(105.09, 10.86),
      area: { value: '25000', unit: 'MTK' },
    },
    packing: {
      name: 'Nhà đóng gói Long Điền',
      kind: 'packing-house',
      address: {
        communeCode: '30631',
        street: 'Ấp Thị 1',
        formerAddress: 'Ấp Thị 1, thị trấn Mỹ Luông, huyện Chợ Mới, tỉnh An Giang',
      },
      gln: '9520091900061',
      packingHouseCode: 'MAU-DG-0002',
    },
    'cold-room': {
      name: 'Kho lạnh Hội An',
      kind: 'warehouse',
      address: {
        communeCode: '30673',
        street: 'Ấp Thị',
        formerAddress: 'Ấp Thị, thị trấn Hội An, huyện Chợ Mới, tỉnh An Giang',
      },
      geometry: { type: 'Point', coordinates: [105.4752, 10.3791] },
    },
  },
  products: {
    tray: {
      name: 'Bắp bao tử Chợ Mới, khay 200 g',
      nameEn: 'Baby corn from Cho Moi, 200 g tray',
      group: 'crops',
      gtin: '9520091000075',
      brand: 'Cù lao Xanh',
      description: 'Bắp thu non buổi sớm, lột vỏ và làm mát trong ngày. Dùng xào, lẩu hoặc trộn gỏi.',
      netContent: { value: '200', unit: 'GRM' },
      originStatement: 'Trồng tại xã Chợ Mới, tỉnh An Giang, Việt Nam',
      shelfLifeDays: 10,
      standards: [growing],
      images: ['corn-tray', 'corn-field'],
    },
    fresh: {
      name: 'Bắp bao tử còn vỏ, giao chợ đầu mối',
      nameEn: 'Baby corn in husk, wholesale',
      group: 'crops',
      gtin: '9520091000082',
      brand: 'Cù lao Xanh',
      netContent: { value: '10', unit: 'KGM' },
      originStatement: 'Trồng tại tỉnh An Giang, Việt Nam',
      shelfLifeDays: 5,
      standards: [growing],
      images: ['corn-ears'],
    },
  },
  certificates: {
    vietgap: {
      type: 'vietgap',
      number: 'MẪU VietGAP-TT-25-204',
      scope: 'Bắp bao tử, 12,5 ha',
      issuer: 'Tổ chức chứng nhận Cửu Long (mẫu)',
      issued: 700,
      expires: 25,
      products: ['tray', 'fresh'],
      places: ['field'],
    },
    'vietgap-before': {
      type: 'vietgap',
      number: 'MẪU VietGAP-TT-23-087',
      scope: 'Bắp bao tử, 10 ha',
      issuer: 'Tổ chức chứng nhận Cửu Long (mẫu)',
      issued: 1440,
      expires: -710,
      products: ['tray'],
      places: ['field'],
    },
  },
  batches: babyCornBatches,
};
