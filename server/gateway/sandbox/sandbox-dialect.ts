/**
 * The national gateway as the sandbox plays it. It is another party: it shares no rule, no wire mapping and
 * no word with the product, so that a mistake there is not repeated here.
 */
export type Wire = Record<string, unknown>;

export const resources = [
  'ToChuc_HoSo',
  'ToChuc_SanPham',
  'ToChuc_LenhSanXuat',
  'ToChuc_ChuoiTruyXuat',
  'ToChuc_SuKien',
] as const;
export type Resource = (typeof resources)[number];

/** Events live inside their chain; the others are dossiers of their own. */
export type DossierResource = Exclude<Resource, 'ToChuc_SuKien'>;

export const idFields: Record<DossierResource, string> = {
  ToChuc_HoSo: 'idToChucHoSo',
  ToChuc_SanPham: 'idSanPham',
  ToChuc_LenhSanXuat: 'idLenhSanXuat',
  ToChuc_ChuoiTruyXuat: 'maTruyXuat',
};

export const idPrefixes: Record<DossierResource, string> = {
  ToChuc_HoSo: 'HS',
  ToChuc_SanPham: 'SP',
  ToChuc_LenhSanXuat: 'LSX',
  ToChuc_ChuoiTruyXuat: 'TXNG',
};

/** Business errors and good news alike come with HTTP 200. */
export type Answer =
  { maLoi: null; thongBao: string; duLieu: Wire } | { maLoi: string; thongBao: string; truong?: string };

export type Refusal = Extract<Answer, { maLoi: string }>;

export function done(duLieu: Wire): Answer {
  return { maLoi: null, thongBao: 'Thành công', duLieu };
}

export function refuse(maLoi: string, thongBao: string, truong?: string): Refusal {
  return { maLoi, thongBao, ...(truong !== undefined && { truong }) };
}

export function isResource(text: string | undefined): text is Resource {
  return resources.some((resource) => resource === text);
}

export function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
