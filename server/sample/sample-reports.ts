import type { ReportContent } from '../platform/contract-types.ts';

/** What consumers wrote; the lot is named by its prefix and the days since its production. */
export const reports: (ReportContent & { lot: string; produced: number })[] = [
  {
    code: '09520091000013',
    lot: 'TN',
    produced: 75,
    text: '(Dữ liệu mẫu) Viên đường có mùi khói lạ, mua ngày hôm qua tại chợ Châu Đốc. Nhờ cơ quan kiểm tra giúp.',
    contact: '0900000199',
  },
  {
    code: '09520091000075',
    lot: 'BB',
    produced: 3,
    text: '(Dữ liệu mẫu) Tem trên khay bị mờ, phải quét nhiều lần mới đọc được mã.',
  },
];
