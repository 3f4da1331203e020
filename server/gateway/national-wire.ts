import type {
  BatchRecord,
  CertificateRecord,
  OrganisationRecord,
  PlaceRecord,
  ProductRecord,
  CanonicalKind,
  RecordState,
  StageKind,
  StageRecord,
} from '../domain/canonical-record.ts';
import type { HeldRecord } from './gateway-port.ts';

/** The national gateway's words for our records: the only file that knows its field names. */
export type Wire = Record<string, unknown>;

export interface HeldChain {
  traceCode: string;
  stages: string[];
}

/** The business errors an adapter reacts to; every other code is a refusal for people to read. */
export const errorCodes = { duplicate: 'ERR_TRUNG_LAP', notFound: 'ERR_KHONG_THAY' };

export const chainResource = 'ToChuc_ChuoiTruyXuat';
export const eventResource = 'ToChuc_SuKien';

/** Where a record of each kind lives there, and how its id is called in answers. */
export const resources: Record<CanonicalKind, { resource: string; idField: string }> = {
  organisation: { resource: 'ToChuc_HoSo', idField: 'idToChucHoSo' },
  product: { resource: 'ToChuc_SanPham', idField: 'idSanPham' },
  batch: { resource: 'ToChuc_LenhSanXuat', idField: 'idLenhSanXuat' },
};

export function organisationWire(record: OrganisationRecord, seq: number): Wire {
  return {
    ...head(record, seq),
    ten: record.name,
    loaiHinh: record.type,
    maSoThue: record.taxCode,
    maGLN: record.gln,
    diaChi: record.address,
    maXa: record.communeCode,
    dienThoai: record.phone,
    thuDienTu: record.email,
  };
}

export function productWire(record: ProductRecord, seq: number, ids: { idToChucHoSo: string }): Wire {
  return {
    ...head(record, seq),
    ...ids,
    ten: record.name,
    tenTiengAnh: record.nameEnglish,
    gtinCode: record.gtin,
    maNoiBo: record.internalCode,
    idNhomSanPham: record.group,
    thuongHieu: record.brand,
    moTa: record.description,
    khoiLuongTinh: record.netContent,
    donViTinh: unitWord(record.netContentUnit),
    thoiHanSuDung: record.shelfLife,
    xuatXu: record.origin,
    tieuChuan: record.standards,
    hinhAnh: record.pictures,
  };
}

/** The production order: the batch without its stages. */
export function orderWire(
  record: BatchRecord,
  seq: number,
  ids: { idToChucHoSo: string; idSanPham: string },
): Wire {
  return {
    ...head(record, seq),
    ...ids,
    tenSanPham: record.productName,
    gtinCode: record.gtin,
    maNoiBo: record.internalCode,
    hinhAnh: record.pictures,
    tenCoSo: record.producerName,
    diaChiCoSo: record.producerAddress,
    xuatXu: record.origin,
    thuongHieu: record.brand,
    nhanHieu: record.marks,
    soLo: record.lot,
    soLuong: record.quantity,
    donViTinh: unitWord(record.unit),
    ngaySanXuat: record.productionDate,
    ngayThuHoach: record.harvestDate,
    hanSuDung: record.expiryDate,
    tieuChuan: record.standards,
    diaDiem: placeWire(record.place),
    chungNhan: record.certificates.map(certificateWire),
  };
}

/** Opening the chain of a production order takes its first event along. */
export function chainWire(batchId: string, idLenhSanXuat: string, first: StageRecord): Wire {
  return { maThamChieu: batchId, idLenhSanXuat, suKien: stageWire(first) };
}

export function eventWire(maTruyXuat: string, stage: StageRecord): Wire {
  return { maTruyXuat, ...stageWire(stage) };
}

export function withdrawalWire(seq: number, reason: string | null): Wire {
  return { phienBan: seq, trangThai: 0, tinhTrang: stateWords.withdrawn, lyDo: reason };
}

/** One line of the gateway's list, or undefined where it is not in the form expected. */
export function heldRecord(kind: CanonicalKind, line: Wire): HeldRecord | undefined {
  const { maThamChieu, phienBan, trangThai, maBienNhan, [resources[kind].idField]: id } = line;
  if (typeof maThamChieu !== 'string' || typeof phienBan !== 'number' || typeof id !== 'string')
    return undefined;
  const receipt = typeof maBienNhan === 'string' ? maBienNhan : '';
  return { id: maThamChieu, foreignId: id, seq: phienBan, withdrawn: trangThai === 0, receipt };
}

/** A chain as the gateway holds it: its traceability code and our ids of the events in it. */
export function heldChain({ maTruyXuat, suKien }: Wire): HeldChain | undefined {
  if (typeof maTruyXuat !== 'string' || !Array.isArray(suKien)) return undefined;
  return { traceCode: maTruyXuat, stages: suKien.filter((id) => typeof id === 'string') };
}

/** What an answer proves: the gateway's id and its receipt, for a batch with stages its traceability code. */
export function proofIn(kind: CanonicalKind, data: Wire): { foreignId: string; receipt: string } | undefined {
  const foreignId = data[resources[kind].idField];
  const receipt = data.maTruyXuat ?? data.maBienNhan;
  return typeof foreignId === 'string' && typeof receipt === 'string' ? { foreignId, receipt } : undefined;
}

const stateWords: Record<RecordState, string> = {
  current: 'LUU_HANH',
  suspended: 'TAM_DUNG',
  recalled: 'THU_HOI',
  withdrawn: 'NGUNG',
};

const stageWords: Record<StageKind, string> = {
  growing: 'VUNG_TRONG',
  harvest: 'VUNG_TRONG',
  processing: 'CHE_BIEN_DONG_GOI',
  packing: 'CHE_BIEN_DONG_GOI',
  storage: 'KHO_TONG',
  transport: 'VAN_CHUYEN',
  distribution: 'DAI_LY',
  retail: 'CUA_HANG',
};

const unitWords: Record<string, string> = {
  KGM: 'kg',
  GRM: 'g',
  TNE: 'tấn',
  LTR: 'lít',
  MLT: 'ml',
  H87: 'cái',
};

/** `phienBan` counts deliveries, not contents: a recall changes no content and is newer all the same. */
function head(record: OrganisationRecord | ProductRecord | BatchRecord, seq: number): Wire {
  return {
    maThamChieu: record.id,
    phienBan: seq,
    lienKetCongKhai: record.publicUrl,
    trangThai: record.state === 'withdrawn' ? 0 : 1,
    tinhTrang: stateWords[record.state],
    lyDo: record.stateReason,
  };
}

function stageWire(stage: StageRecord): Wire {
  return {
    maThamChieu: stage.id,
    loaiSuKien: stageWords[stage.kind],
    ten: stage.name,
    thoiGian: stage.at,
    nguoiThucHien: stage.who,
    diaDiem: placeWire(stage.place),
    noiDung: stage.details,
    hinhAnh: stage.pictures,
  };
}

function placeWire(place: PlaceRecord | null): Wire | null {
  if (!place) return null;
  return {
    maDiaDiem: place.code,
    ten: place.name,
    diaChi: place.address,
    viDo: place.latitude,
    kinhDo: place.longitude,
    maSoCap: place.officialCode,
  };
}

function certificateWire(certificate: CertificateRecord): Wire {
  return {
    loai: certificate.kind,
    so: certificate.number,
    noiCap: certificate.issuer,
    tuNgay: certificate.validFrom,
    denNgay: certificate.validTo,
  };
}

function unitWord(code: string | null): string | null {
  return code === null ? null : (unitWords[code] ?? code);
}
