/** The lists of words that submissions must use. */
export const catalogues: Record<string, readonly { ma: string; ten: string }[]> = {
  DonViTinh: [
    { ma: 'KGM', ten: 'kg' },
    { ma: 'GRM', ten: 'g' },
    { ma: 'TNE', ten: 'tấn' },
    { ma: 'LTR', ten: 'lít' },
    { ma: 'MLT', ten: 'ml' },
    { ma: 'H87', ten: 'cái' },
    { ma: 'HAR', ten: 'ha' },
    { ma: 'MTK', ten: 'm²' },
  ],
  LoaiSuKien: [
    { ma: 'VUNG_TRONG', ten: 'Vùng trồng' },
    { ma: 'VAN_CHUYEN', ten: 'Vận chuyển' },
    { ma: 'CHE_BIEN_DONG_GOI', ten: 'Chế biến, đóng gói' },
    { ma: 'KHO_TONG', ten: 'Kho tổng' },
    { ma: 'DAI_LY', ten: 'Đại lý' },
    { ma: 'CUA_HANG', ten: 'Cửa hàng' },
  ],
};

export function isUnitWord(word: unknown): boolean {
  return catalogues.DonViTinh?.some(({ ten }) => ten === word) ?? false;
}

export function isEventKind(word: unknown): boolean {
  return catalogues.LoaiSuKien?.some(({ ma }) => ma === word) ?? false;
}
