import type { OrganisationContent } from '../platform/contract-types.ts';
import type { Project } from './sample-marks.ts';

/** A rice known far beyond its hamlet, of a producer that brings no goods here. */
export const riceProject = {
  owner: {
    name: 'Hợp tác xã Lúa Chợ Đào (mẫu)',
    kind: 'cooperative',
    taxCode: '1699990131',
    address: { communeCode: '28132', street: 'Ấp Chợ Đào' },
    contact: { person: 'Người liên hệ mẫu', phone: '02720000002', email: 'htx-chodao@mau.example' },
  } satisfies OrganisationContent,
  mark: {
    name: 'Gạo Nàng Thơm Chợ Đào (dự án)',
    nameEn: 'Nang Thom Cho Dao rice (project)',
    communes: ['28132'],
    areaText:
      'Ấp Chợ Đào và vùng lân cận, xã Mỹ Lệ, huyện Cần Đước cũ, tỉnh Long An cũ (nay thuộc tỉnh Tây Ninh).',
    goods: 'Gạo',
    niceClasses: [30],
    promises: 'Dự kiến: gạo giống Nàng Thơm trồng tại vùng Chợ Đào, theo quy chế của tổ chức tập thể.',
    note: 'Có thật: vùng Chợ Đào khoảng 500 ha, khoảng 1.500 tấn một năm; tên gạo được bảo hộ tại Hoa Kỳ. Dữ liệu mẫu: tổ chức, loại nhãn hiệu và giai đoạn (chưa xác minh văn bằng tại Việt Nam).',
  } satisfies Project,
};
