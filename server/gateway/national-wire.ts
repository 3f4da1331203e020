import { digest } from '../domain/canonical-json.ts';
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
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { DayTally, Delivery, HeldRecord } from './gateway-port.ts';

/** The national gateway's words for our records: the only file that knows its field names. */
export type Wire = Record<string, unknown>;

export interface HeldChain {
  traceCode: string;
  /** Our id and the digest of each event that counts. */
  events: Map<string, string>;
}

/** What every message says beside the record: which delivery it is, and the gateway's words for units. */
export interface Sending extends Pick<Delivery, 'seq' | 'at'> {
  unitWord: (code: string | null) => string | null;
}

/** The business errors an adapter reacts to; every other code is a refusal for people to read. */
export const errorCodes = {
  duplicate: 'ERR_TRUNG_LAP',
  notFound: 'ERR_KHONG_THAY',
  notInCatalogue: 'ERR_DANH_MUC',
};

export const chainResource = 'ToChuc_ChuoiTruyXuat';
export const eventResource = 'ToChuc_SuKien';

/** Where a record of each kind lives there, and how its id is called in answers. */
export const resources: Record<CanonicalKind, { resource: string; idField: string }> = {
  organisation: { resource: 'ToChuc_HoSo', idField: 'idToChucHoSo' },
  product: { resource: 'ToChuc_SanPham', idField: 'idSanPham' },
  batch: { resource: 'ToChuc_LenhSanXuat', idField: 'idLenhSanXuat' },
};

export function organisationWire(record: OrganisationRecord, sending: Sending): Wire {
  return {
    ...head(record, sending),
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

export function productWire(record: ProductRecord, sending: Sending, ids: { idToChucHoSo: string }): Wire {
  return {
    ...head(record, sending),
    ...ids,
    ten: record.name,
    tenTiengAnh: record.nameEnglish,
    gtinCode: record.gtin,
    maNoiBo: record.internalCode,
    idNhomSanPham: record.group,
    thuongHieu: record.brand,
    moTa: record.description,
    khoiLuongTinh: record.netContent,
    donViTinh: sending.unitWord(record.netContentUnit),
    thoiHanSuDung: record.shelfLife,
    xuatXu: record.origin,
    tieuChuan: record.standards,
    hinhAnh: record.pictures,
  };
}

/** The production order: the batch without its stages. */
export function orderWire(
  record: BatchRecord,
  sending: Sending,
  ids: { idToChucHoSo: string; idSanPham: string },
): Wire {
  return {
    ...head(record, sending),
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
    donViTinh: sending.unitWord(record.unit),
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

/** What the gateway should be found to hold; of a batch with its events, in the order of our ids. */
export function contentDigest(wire: Wire, stages?: readonly StageRecord[]): string {
  const suKien = stages
    ?.map(stageWire)
    .sort((a, b) => (String(a.maThamChieu) < String(b.maThamChieu) ? -1 : 1));
  return digest({ ...wire, ...(suKien && { suKien }) });
}

export function eventDigest(stage: StageRecord): string {
  return digest(stageWire(stage));
}

/** An event that counts no more: it was corrected or taken back here. */
export function eventWithdrawalWire(maTruyXuat: string): Wire {
  return { maTruyXuat, trangThai: 0 };
}

export function withdrawalWire({ seq, at }: Pick<Delivery, 'seq' | 'at'>, reason: string | null): Wire {
  return { phienBan: seq, thoiDiem: at, trangThai: 0, tinhTrang: stateWords.withdrawn, lyDo: reason };
}

/** One line of the gateway's list, or undefined where it is not in the form expected. */
export function heldRecord(kind: CanonicalKind, line: Wire): HeldRecord | undefined {
  const { maThamChieu, phienBan, trangThai, maBienNhan, thoiDiem, dauVan } = line;
  const id = line[resources[kind].idField];
  if (typeof maThamChieu !== 'string' || typeof phienBan !== 'number' || typeof id !== 'string')
    return undefined;
  return {
    id: maThamChieu,
    foreignId: id,
    seq: phienBan,
    day: typeof thoiDiem === 'string' ? dateInVietnam(new Date(thoiDiem)) : '',
    digest: typeof dauVan === 'string' ? dauVan : '',
    withdrawn: trangThai === 0,
    receipt: typeof maBienNhan === 'string' ? maBienNhan : '',
  };
}

/** A chain as the gateway holds it. */
export function heldChain({ maTruyXuat, suKien }: Wire): HeldChain | undefined {
  if (typeof maTruyXuat !== 'string' || !Array.isArray(suKien)) return undefined;
  const events = suKien.filter((event): event is Wire => typeof event === 'object' && event !== null);
  return {
    traceCode: maTruyXuat,
    events: new Map(events.map(({ maThamChieu, dauVan }) => [String(maThamChieu), String(dauVan)])),
  };
}

export function dayTally({ ngay, soLuong, dauVan }: Wire): DayTally | undefined {
  if (typeof ngay !== 'string' || typeof soLuong !== 'number' || typeof dauVan !== 'string') return undefined;
  return { day: ngay, count: soLuong, digest: dauVan };
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

/** `phienBan` counts deliveries, not contents: a recall changes no content and is newer all the same. */
function head(record: OrganisationRecord | ProductRecord | BatchRecord, { seq, at }: Sending): Wire {
  return {
    maThamChieu: record.id,
    phienBan: seq,
    thoiDiem: at,
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
