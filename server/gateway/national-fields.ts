import type { CanonicalKind } from '../domain/canonical-record.ts';

/** Our form of a field that the gateway names, so that a refusal leads to the place where it is mended. */
export const ownFields: Record<CanonicalKind, Record<string, string>> = {
  organisation: {
    ten: 'name',
    maSoThue: 'taxCode',
    maGLN: 'gln',
    diaChi: 'address.street',
    maXa: 'address.communeCode',
    dienThoai: 'contact.phone',
    thuDienTu: 'contact.email',
  },
  product: {
    ten: 'name',
    tenTiengAnh: 'nameEn',
    gtinCode: 'gtin',
    idNhomSanPham: 'group',
    thuongHieu: 'brand',
    moTa: 'description',
    khoiLuongTinh: 'netContent',
    donViTinh: 'netContent',
    thoiHanSuDung: 'shelfLifeDays',
    xuatXu: 'originStatement',
    tieuChuan: 'standards.0.kind',
    hinhAnh: 'images',
  },
  batch: {
    soLo: 'lot',
    soLuong: 'quantity',
    donViTinh: 'quantity',
    ngaySanXuat: 'producedOn',
    ngayThuHoach: 'stages',
    hanSuDung: 'expiresOn',
    diaDiem: 'place',
    chungNhan: 'certificates',
    suKien: 'stages',
    thoiGian: 'stages',
    loaiSuKien: 'stages',
    nguoiThucHien: 'stages',
  },
};
