import type { MarkContent, OrganisationContent, RegulationContent } from '../platform/contract-types.ts';

interface Indication {
  manager: OrganisationContent;
  mark: Omit<MarkContent, 'owner'>;
  description: RegulationContent['items'];
  from: string;
}

/**
 * Two indications that exist, so that the register shows what one looks like. What is real is said in `note`, all else
 * is made up for the sample; the managers are sample organisations, because who manages today was not confirmed.
 */
export const indications: Record<string, Indication> = {
  'dragon-fruit': {
    manager: {
      name: 'Cơ quan quản lý chỉ dẫn địa lý thanh long (mẫu)',
      kind: 'state-body',
      taxCode: '1699990117',
      address: { communeCode: '28210', street: 'Số 1, đường Trung tâm' },
      contact: { person: 'Người liên hệ mẫu', phone: '02720000001', email: 'cddl-thanhlong@mau.example' },
    },
    mark: {
      name: 'Thanh long Châu Thành Long An',
      nameEn: 'Chau Thanh Long An dragon fruit',
      kind: 'geographical-indication',
      stage: 'granted',
      communes: ['28210', '28225', '28243', '28222'],
      areaText: 'Các xã của huyện Châu Thành cũ, tỉnh Long An cũ (nay thuộc tỉnh Tây Ninh).',
      goods: 'Quả thanh long ruột trắng, ruột đỏ',
      niceClasses: [],
      promises: 'Thanh long trồng trong vùng, độ Brix trên 10 (ruột trắng) và trên 10,8 (ruột đỏ).',
      doesNotPromise: 'Không thay cho giấy chứng nhận an toàn thực phẩm hay kiểm dịch.',
      applicationNumber: 'MẪU 6-0000-00001',
      filedOn: '2019-06-01',
      certificateNumber: '00085',
      grantedOn: '2020-09-30',
      controlBody: 'Tổ chức kiểm soát (mẫu)',
      note: 'Có thật: tên, số đăng bạ 00085, ngày 30/09/2020, độ Brix. Dữ liệu mẫu: số đơn, ngày nộp đơn, tổ chức quản lý, tổ chức kiểm soát, bản mô tả. Không có quyền sử dụng nào trong dữ liệu mẫu.',
    },
    from: '2020-09-30',
    description: {
      sign: 'Thanh long Châu Thành Long An.',
      product: 'Quả thanh long ruột trắng và ruột đỏ.',
      character: 'Độ Brix trên 10 với ruột trắng, trên 10,8 với ruột đỏ; vỏ đỏ tươi, tai xanh cứng (mẫu).',
      map: 'Bản đồ khu vực địa lý kèm theo hồ sơ đăng bạ (mẫu).',
      delimitation: 'Các xã của huyện Châu Thành cũ theo bản đồ (mẫu).',
      proofOfOrigin: 'Sổ ghi chép vườn, mã số vùng trồng, phiếu cân khi thu mua (mẫu).',
      localMethod: 'Chong đèn điều khiển ra hoa, tỉa tai, bao quả, thu hoạch khi đủ ngày (mẫu).',
    },
  },
  'wax-coconut': {
    manager: {
      name: 'Cơ quan quản lý chỉ dẫn địa lý dừa sáp (mẫu)',
      kind: 'state-body',
      taxCode: '1699990124',
      address: { communeCode: '29308', street: 'Số 2, đường Trung tâm' },
      contact: { person: 'Người liên hệ mẫu', phone: '02940000001', email: 'cddl-duasap@mau.example' },
    },
    mark: {
      name: 'Trà Vinh',
      nameEn: 'Tra Vinh wax coconut',
      kind: 'geographical-indication',
      stage: 'granted',
      communes: ['29308', '29317'],
      areaText: 'Vùng dừa sáp Cầu Kè, tỉnh Trà Vinh cũ (nay thuộc tỉnh Vĩnh Long).',
      goods: 'Quả dừa sáp',
      niceClasses: [],
      promises: 'Dừa sáp trồng trong vùng, cơm dày và dẻo, nước đặc sánh.',
      doesNotPromise: 'Không thay cho giấy chứng nhận an toàn thực phẩm.',
      applicationNumber: 'MẪU 6-0000-00002',
      filedOn: '2022-03-01',
      certificateNumber: 'MẪU 00000',
      decisionNumber: '653/QĐ-SHTT',
      grantedOn: '2024-08-05',
      controlBody: 'Tổ chức kiểm soát (mẫu)',
      note: 'Có thật: tên chỉ dẫn địa lý, Quyết định 653/QĐ-SHTT ngày 05/08/2024, quy chế 1147/QĐ-UBND ngày 16/05/2025. Dữ liệu mẫu: số đơn, số đăng bạ, ngày nộp đơn, các tổ chức, bản mô tả.',
    },
    from: '2025-05-16',
    description: {
      sign: 'Trà Vinh.',
      product: 'Quả dừa sáp.',
      character: 'Cơm dày, mềm dẻo, nước đặc như keo (mẫu).',
      map: 'Bản đồ khu vực địa lý kèm theo hồ sơ đăng bạ (mẫu).',
      delimitation: 'Các xã trồng dừa sáp theo bản đồ (mẫu).',
      proofOfOrigin: 'Danh sách vườn, nhật ký thu hoạch, tem của tổ chức quản lý (mẫu).',
      localMethod: 'Giống tại chỗ, thu hoạch khi đủ tháng, gõ quả để phân loại (mẫu).',
    },
  },
};
