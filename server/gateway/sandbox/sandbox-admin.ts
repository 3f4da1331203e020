import { Router, json, urlencoded } from 'express';
import type { RequestHandler } from 'express';
import { sandboxCss, sandboxPage } from './sandbox-page.ts';
import { isWire, refuse } from './sandbox-dialect.ts';
import { faultKinds } from './sandbox-faults.ts';
import type { Fault, FaultKind, SandboxFaults } from './sandbox-faults.ts';
import type { SandboxStore } from './sandbox-store.ts';

/** The page and the programs' way to the same switches. */
export function sandboxAdmin({ store, faults }: { store: SandboxStore; faults: SandboxFaults }): Router {
  const router = Router().use(refuseCrossSite);

  router.get('/', async (_req, res) => {
    const page = sandboxPage({ dossiers: await store.newest(100), faults: faults.all() });
    res.set('Content-Security-Policy', "default-src 'none'; style-src 'self'; form-action 'self'");
    res.type('html').send(page.toString());
  });

  router.get('/sandbox.css', (_req, res) => void res.type('css').send(sandboxCss));

  router.get('/admin/faults', (_req, res) => void res.json({ faults: faults.all() }));

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

  router.post('/admin/faults/clear', (_req, res) => {
    faults.clear();
    res.redirect(303, '/');
  });

  router.delete('/admin/faults', (_req, res) => {
    faults.clear();
    res.status(204).end();
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

/** From JSON or from the form, where every value is text and an empty one was left out. */
function readFault(body: unknown): Fault | undefined {
  if (!isWire(body) || !isFaultKind(body.kind)) return undefined;
  const fault: Fault = { kind: body.kind, times: numberIn(body.times) ?? null };
  const [ms, retryAfter] = [numberIn(body.ms), numberIn(body.retryAfter)];
  if (ms !== undefined) fault.ms = ms;
  if (retryAfter !== undefined) fault.retryAfter = retryAfter;
  for (const name of ['on', 'code', 'words'] as const) {
    const text = body[name];
    if (typeof text === 'string' && text !== '') fault[name] = text;
  }
  return fault;
}

function isFaultKind(kind: unknown): kind is FaultKind {
  return typeof kind === 'string' && Object.hasOwn(faultKinds, kind);
}

function numberIn(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
