import { Router, json } from 'express';
import type { ErrorRequestHandler } from 'express';
import { done, idFields, isResource, isWire, refuse } from './sandbox-dialect.ts';
import type { Answer, DossierResource, Wire } from './sandbox-dialect.ts';
import type { SandboxDesk } from './sandbox-desk.ts';
import type { Dossier, SandboxStore } from './sandbox-store.ts';

/** `/tochuc/v5`: everything answers 200, as the national gateway does, whatever came of it. */
export function sandboxApi({ store, desk }: { store: SandboxStore; desk: SandboxDesk }): Router {
  const router = Router().use(json({ limit: '1mb' }));

  router.get('/KiemTra', (_req, res) => void res.json(done({ trangThai: 'SAN_SANG' })));

  router.get('/KhoaGiaoDich/:key', async (req, res) => {
    const entry = await store.byKey(req.params.key);
    res.json(entry ? entry.traLoi : refuse('ERR_KHONG_THAY', 'Khóa yêu cầu này chưa được dùng.'));
  });

  router.get('/:resource', async (req, res) => {
    const { resource } = req.params;
    if (!isResource(resource) || resource === 'ToChuc_SuKien') return void res.json(unknownAddress());
    res.json(await answerSearch(store, resource, req.query));
  });

  router.post('/:resource', async (req, res) => {
    const { resource } = req.params;
    if (!isResource(resource) || !isWire(req.body)) return void res.json(unknownAddress());
    const key = req.get('idempotency-key');
    res.json(await desk.receive({ deed: 'create', resource, key, body: req.body }));
  });

  router.put(['/:resource/:id', '/:resource/:id/trangThai'], async (req, res) => {
    const { resource, id } = req.params as { resource: string; id: string };
    if (!isResource(resource) || resource === 'ToChuc_SuKien' || !isWire(req.body)) {
      return void res.json(unknownAddress());
    }
    const deed = req.path.endsWith('/trangThai') ? 'withdraw' : 'update';
    res.json(await desk.receive({ deed, resource, id, key: req.get('idempotency-key'), body: req.body }));
  });

  router.use(unreadable);
  return router;
}

async function answerSearch(store: SandboxStore, resource: DossierResource, query: Wire): Promise<Answer> {
  const { maThamChieu, sau, gioiHan } = query;
  if (typeof maThamChieu === 'string') {
    const held = await store.byReference(resource, maThamChieu);
    return done({ danhSach: held ? [line(held)] : [], tiepTheo: null });
  }
  const limit = Math.min(Math.max(Math.trunc(Number(gioiHan)) || 50, 1), 200);
  const held = await store.list(resource, { after: typeof sau === 'string' ? sau : '', limit: limit + 1 });
  const shown = held.slice(0, limit);
  return done({
    danhSach: shown.map(line),
    tiepTheo: held.length > limit ? (shown.at(-1)?._id ?? null) : null,
  });
}

function line({ _id, loai, maThamChieu, phienBan, trangThai, tinhTrang, suKien, khoa }: Dossier): Wire {
  const last = khoa.at(-1)?.traLoi;
  const receipt = last && 'duLieu' in last ? last.duLieu.maBienNhan : null;
  const events = loai === 'ToChuc_ChuoiTruyXuat' && { suKien: suKien.map((event) => event.maThamChieu) };
  return {
    [idFields[loai]]: _id,
    maThamChieu,
    phienBan,
    trangThai,
    tinhTrang,
    maBienNhan: receipt,
    ...events,
  };
}

function unknownAddress(): Answer {
  return refuse('ERR_DU_LIEU', 'Địa chỉ hoặc nội dung yêu cầu không đúng.');
}

const unreadable: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  const { type } = error as { type?: string };
  if (type === 'entity.parse.failed') return void res.json(refuse('ERR_DU_LIEU', 'Không đọc được JSON.'));
  if (type === 'entity.too.large') return void res.json(refuse('ERR_DU_LIEU', 'Nội dung quá lớn.'));
  next(error);
};
