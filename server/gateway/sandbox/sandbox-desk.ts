import { dayOf } from './sandbox-digest.ts';
import { done, idFields, refuse } from './sandbox-dialect.ts';
import type { Answer, DossierResource, Refusal, Wire } from './sandbox-dialect.ts';
import { sandboxEvents } from './sandbox-events.ts';
import { faultIn } from './sandbox-rules.ts';
import { referencesIn, unknownDossier } from './sandbox-task.ts';
import type { Submission, Task } from './sandbox-task.ts';
import { fingerprintOf } from './sandbox-store.ts';
import type { Dossier, KeyEntry, SandboxStore } from './sandbox-store.ts';

export type SandboxDesk = ReturnType<typeof sandboxDesk>;

/** Takes in submissions: each key has one effect and one answer, and nothing refers to what is not there. */
export function sandboxDesk(store: SandboxStore) {
  const events = sandboxEvents(store);

  return {
    async receive(submission: Submission): Promise<Answer> {
      const { key, deed, resource, id, body } = submission;
      if (!key) return refuse('ERR_THIEU_KHOA', 'Yêu cầu thay đổi phải có tiêu đề Idempotency-Key.');
      const fingerprint = fingerprintOf([deed, resource, id ?? null, body]);
      const replay = (entry: KeyEntry) =>
        entry.dauVan === fingerprint
          ? entry.traLoi
          : refuse('ERR_KHOA_DA_DUNG', 'Khóa yêu cầu này đã dùng cho nội dung khác.');

      const answer = await perform({ ...submission, entry: { ma: key, dauVan: fingerprint } });
      if (answer && 'duLieu' in answer) return answer;
      // Not done: because it was done before, under this key?
      const earlier = await store.byKey(key);
      if (earlier) return replay(earlier);
      return answer ?? refuse('ERR_TRUNG_LAP', 'Dữ liệu này vừa được gửi bởi yêu cầu khác.');
    },
  };

  /** Undefined where another request got in between. */
  async function perform(task: Task): Promise<Answer | undefined> {
    if (task.resource === 'ToChuc_SuKien') return events.perform(task);
    if (task.deed === 'withdraw') return withdraw(task, task.resource);
    const fault = faultIn(task.resource, task.body) ?? (await outOfOrder(task.resource, task.body));
    if (fault) return fault;
    return task.deed === 'create' ? create(task, task.resource) : update(task, task.resource);
  }

  async function outOfOrder(resource: DossierResource, body: Wire): Promise<Refusal | undefined> {
    const missing = (what: string, field: string) => refuse('ERR_THU_TU', `Phải gửi ${what} trước.`, field);
    if (resource === 'ToChuc_HoSo') return undefined;
    if (resource === 'ToChuc_ChuoiTruyXuat') {
      const order = await store.byId('ToChuc_LenhSanXuat', body.idLenhSanXuat);
      return order ? undefined : missing('lệnh sản xuất', 'idLenhSanXuat');
    }
    const owner = await store.byId('ToChuc_HoSo', body.idToChucHoSo);
    if (!owner) return missing('hồ sơ tổ chức', 'idToChucHoSo');
    if (owner.trangThai === 0) {
      return refuse('ERR_TO_CHUC', 'Hồ sơ tổ chức không còn hoạt động trên cổng.', 'idToChucHoSo');
    }
    if (resource === 'ToChuc_SanPham') return undefined;
    const product = await store.byId('ToChuc_SanPham', body.idSanPham);
    if (!product) return missing('sản phẩm', 'idSanPham');
    if (product.noiDung.idToChucHoSo === owner._id) return undefined;
    return refuse('ERR_DU_LIEU', 'Sản phẩm không thuộc tổ chức này.', 'idSanPham');
  }

  async function create({ body, entry }: Task, resource: DossierResource): Promise<Answer | undefined> {
    const reference = String(body.maThamChieu);
    if (resource === 'ToChuc_ChuoiTruyXuat' && (await store.chainOf(body.idLenhSanXuat))) {
      return refuse('ERR_TRUNG_LAP', 'Lệnh sản xuất này đã có chuỗi truy xuất.', 'idLenhSanXuat');
    }
    const id = store.newId(resource);
    const answer = done({ ...referencesIn(body), [idFields[resource]]: id, maBienNhan: store.newReceipt() });
    const { suKien: first, ...content } = body;
    const inserted = await store.insert({
      _id: id,
      loai: resource,
      maThamChieu: reference,
      ...stateOf(body),
      noiDung: content,
      suKien: resource === 'ToChuc_ChuoiTruyXuat' ? [{ noiDung: first as Wire, daRut: false }] : [],
      khoa: [{ ...entry, traLoi: answer }],
    });
    return inserted ? answer : duplicateOf(resource, reference, body);
  }

  /** Which of the unique things it was that another dossier has already. */
  async function duplicateOf(
    resource: DossierResource,
    reference: string,
    body: Wire,
  ): Promise<Refusal | undefined> {
    if (await store.byReference(resource, reference)) {
      return refuse('ERR_TRUNG_LAP', 'Mã tham chiếu này đã có trên cổng.', 'maThamChieu');
    }
    if (resource === 'ToChuc_SanPham' && (await store.productByGtin(body.gtinCode))) {
      return refuse('ERR_TRUNG_GTIN', 'Mã GTIN này đã thuộc sản phẩm khác trên cổng.', 'gtinCode');
    }
    return undefined;
  }

  async function update({ id, body, entry }: Task, resource: DossierResource): Promise<Answer | undefined> {
    const held = await store.byId(resource, id);
    if (!held || resource === 'ToChuc_ChuoiTruyXuat') return unknownDossier();
    if (held.maThamChieu !== body.maThamChieu) return unknownDossier();
    const stale = staleBeside(held, body);
    if (stale) return stale;
    const sameGtin = resource === 'ToChuc_SanPham' && (await store.productByGtin(body.gtinCode));
    if (sameGtin && sameGtin._id !== id) {
      return refuse('ERR_TRUNG_GTIN', 'Mã GTIN này đã thuộc sản phẩm khác trên cổng.', 'gtinCode');
    }
    return change(held, { set: { noiDung: body, ...stateOf(body) }, entry });
  }

  async function withdraw({ id, body, entry }: Task, resource: DossierResource): Promise<Answer | undefined> {
    const held = await store.byId(resource, id);
    if (!held) return unknownDossier();
    return staleBeside(held, body) ?? change(held, { set: stateOf({ ...body, trangThai: 0 }), entry });
  }

  async function change(
    held: Dossier,
    { set, entry }: { set: Partial<Dossier>; entry: Task['entry'] },
  ): Promise<Answer | undefined> {
    const answer = done({
      ...referencesIn(held.noiDung),
      [idFields[held.loai]]: held._id,
      maBienNhan: store.newReceipt(),
    });
    const when = { phienBan: held.phienBan };
    const changed = await store.change({ id: held._id, when, set, entry: { ...entry, traLoi: answer } });
    return changed ? answer : undefined;
  }
}

function staleBeside(held: Dossier, { phienBan }: Wire): Refusal | undefined {
  if (typeof phienBan === 'number' && phienBan > held.phienBan) return undefined;
  return refuse(
    'ERR_PHIEN_BAN',
    `Cổng đang giữ phiên bản ${held.phienBan}, mới hơn hoặc bằng bản gửi lên.`,
    'phienBan',
  );
}

function stateOf({
  phienBan,
  thoiDiem,
  trangThai,
  tinhTrang,
}: Wire): Pick<Dossier, 'phienBan' | 'thoiDiem' | 'ngay' | 'trangThai' | 'tinhTrang'> {
  return {
    thoiDiem: typeof thoiDiem === 'string' ? thoiDiem : null,
    ngay: dayOf(thoiDiem),
    phienBan: typeof phienBan === 'number' ? phienBan : 1,
    trangThai: trangThai === 0 ? 0 : 1,
    tinhTrang: typeof tinhTrang === 'string' ? tinhTrang : 'LUU_HANH',
  };
}
