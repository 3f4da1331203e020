import { Router, json, urlencoded } from 'express';
import type { RequestHandler } from 'express';
import { sandboxCss } from './sandbox-css.ts';
import { sandboxPage } from './sandbox-page.ts';
import { idFields, isResource, refuse } from './sandbox-dialect.ts';
import type { DossierResource } from './sandbox-dialect.ts';
import { readFault, readScenes, scenarios } from './sandbox-scripts.ts';
import type { SandboxFaults } from './sandbox-faults.ts';
import type { sandboxJournal } from './sandbox-journal.ts';
import type { SandboxStore } from './sandbox-store.ts';

interface AdminParts {
  store: SandboxStore;
  faults: SandboxFaults;
  journal: ReturnType<typeof sandboxJournal>;
}

/** The page and the programs' way to the same switches. */
export function sandboxAdmin({ store, faults, journal }: AdminParts): Router {
  const router = Router().use(refuseCrossSite);

  router.get('/', async (_req, res) => {
    const page = sandboxPage({
      dossiers: await store.newest(100),
      faults: faults.all(),
      scene: faults.scene(),
      calls: journal.latest().slice(0, 30),
    });
    res.set('Content-Security-Policy', "default-src 'none'; style-src 'self'; form-action 'self'");
    res.type('html').send(page.toString());
  });

  router.get('/sandbox.css', (_req, res) => void res.type('css').send(sandboxCss));

  router.get('/admin/faults', (_req, res) => void res.json({ faults: faults.all(), scene: faults.scene() }));

  router.post('/admin/faults', json(), urlencoded({ extended: false }), (req, res) => {
    const fault = readFault(req.body);
    if (!fault) return void res.status(400).json(refuse('ERR_DU_LIEU', 'Không có loại sự cố này.', 'kind'));
    faults.add(fault);
    if (req.is('urlencoded')) {
      res.redirect(303, '/');
      return;
    }
    res.status(201).json({ faults: faults.all() });
  });

  router.post('/admin/scenario', json(), urlencoded({ extended: false }), (req, res) => {
    const { name, scenes, repeat } = (req.body ?? {}) as Record<string, unknown>;
    const known = typeof name === 'string' && Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
    const script = known?.scenes ?? readScenes(scenes);
    if (!script) return void res.status(400).json(refuse('ERR_DU_LIEU', 'Kịch bản không đúng.', 'scenes'));
    faults.play(script, repeat === true || repeat === 'on');
    if (req.is('urlencoded')) {
      res.redirect(303, '/');
      return;
    }
    res.status(201).json({ scene: faults.scene() });
  });

  router.post('/admin/faults/clear', (_req, res) => {
    faults.clear();
    res.redirect(303, '/');
  });

  router.delete('/admin/faults', (_req, res) => {
    faults.clear();
    res.status(204).end();
  });

  router.get('/admin/calls', (_req, res) => void res.json({ calls: journal.latest() }));
  return router.use(dossierRoutes(store));
}

/** What is held, whole, for programs that test their client; and its removal, to try reconciliation. */
function dossierRoutes(store: SandboxStore): Router {
  const router = Router();

  router.get('/admin/dossiers', async (req, res) => {
    const { loai, sau } = req.query;
    const wanted = Object.keys(idFields).find((name): name is DossierResource => name === loai);
    if (!wanted || !isResource(wanted)) return void res.status(400).json({ loai: Object.keys(idFields) });
    const limit = 500;
    const after = typeof sau === 'string' ? sau : '';
    const held = await store.list(wanted, { after, limit });
    res.json({ dossiers: held, next: held.length === limit ? held.at(-1)?._id : null });
  });

  router.delete('/admin/dossiers', async (_req, res) => {
    await store.clear();
    res.status(204).end();
  });

  router.delete('/admin/dossiers/:id', async (req, res) => {
    res.status((await store.remove(req.params.id)) === 1 ? 204 : 404).end();
  });

  return router;
}

const refuseCrossSite: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' || req.get('sec-fetch-site') !== 'cross-site') {
    next();
    return;
  }
  res.status(403).json(refuse('ERR_NGUON', 'Yêu cầu đến từ trang khác.'));
};
