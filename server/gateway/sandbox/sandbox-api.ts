import { Router, json } from 'express';
import type { ErrorRequestHandler } from 'express';
import { catalogues } from './sandbox-catalogues.ts';
import { done, isResource, isWire, refuse } from './sandbox-dialect.ts';
import type { Answer } from './sandbox-dialect.ts';
import type { SandboxDesk } from './sandbox-desk.ts';
import { sandboxReading } from './sandbox-reading.ts';
import type { SandboxStore } from './sandbox-store.ts';

/** `/tochuc/v5`: everything answers 200, as the national gateway does, whatever came of it. */
export function sandboxApi({ store, desk }: { store: SandboxStore; desk: SandboxDesk }): Router {
  const router = Router().use(json({ limit: '1mb' }));
  const reading = sandboxReading(store);

  router.get('/KiemTra', (_req, res) => void res.json(done({ trangThai: 'SAN_SANG' })));

  router.get('/DanhMuc/:name', (req, res) => {
    const list = Object.hasOwn(catalogues, req.params.name) ? catalogues[req.params.name] : undefined;
    res.json(list ? done({ danhSach: list }) : refuse('ERR_KHONG_THAY', 'Không có danh mục này.'));
  });

  router.get('/DoiSoat/:resource', async (req, res) => {
    const { resource } = req.params;
    if (!isResource(resource) || resource === 'ToChuc_SuKien') return void res.json(unknownAddress());
    res.json(await reading.tally(resource));
  });

  router.get('/KhoaGiaoDich/:key', async (req, res) => {
    const entry = await store.byKey(req.params.key);
    res.json(entry ? entry.traLoi : refuse('ERR_KHONG_THAY', 'Khóa yêu cầu này chưa được dùng.'));
  });

  router.get('/:resource', async (req, res) => {
    const { resource } = req.params;
    if (!isResource(resource) || resource === 'ToChuc_SuKien') return void res.json(unknownAddress());
    res.json(await reading.search(resource, req.query));
  });

  router.post('/:resource', async (req, res) => {
    const { resource } = req.params;
    if (!isResource(resource) || !isWire(req.body)) return void res.json(unknownAddress());
    const key = req.get('idempotency-key');
    res.json(await desk.receive({ deed: 'create', resource, key, body: req.body }));
  });

  router.put(['/:resource/:id', '/:resource/:id/trangThai'], async (req, res) => {
    const { resource, id } = req.params as { resource: string; id: string };
    if (!isResource(resource) || !isWire(req.body)) return void res.json(unknownAddress());
    const deed = req.path.endsWith('/trangThai') ? 'withdraw' : 'update';
    res.json(await desk.receive({ deed, resource, id, key: req.get('idempotency-key'), body: req.body }));
  });

  router.use(unreadable);
  return router;
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
