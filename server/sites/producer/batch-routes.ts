import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { attachmentOf } from '../../features/files/file-name.ts';
import { qrPng, qrSvg } from '../../platform/qr-image.ts';
import { printedUri } from './batch-detail.ts';
import type { BatchKind } from './batch-pages.ts';
import type { ProducerServices } from './producer-services.ts';
import { act, byOf } from './record-acts.ts';
import { idIn } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

/** What only batches have: their printed code, and an end. */
export function addBatchRoutes(
  router: Router,
  kind: BatchKind,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { batches } = services;

  router.post('/producer/batches/:id/closing', async (req, res) => {
    const visit = visitFor(req, res);
    const id = idIn(req);
    await act(kind, services, visit, { id, done: 'closed', work: () => batches.close(id, byOf(visit)) });
  });

  router.get('/producer/batches/:id/qr.svg', async (req, res) => {
    const { uri, name } = await codeOf(visitFor(req, res));
    if (req.query['download'] !== undefined) res.set('Content-Disposition', attachmentOf(`${name}.svg`));
    res.type('image/svg+xml').send(await qrSvg(uri));
  });

  router.get('/producer/batches/:id/qr.png', async (req, res) => {
    const { uri, name } = await codeOf(visitFor(req, res));
    res.set('Content-Disposition', attachmentOf(`${name}.png`));
    res.type('image/png').send(await qrPng(uri));
  });

  /** Nothing is printed before it is approved: such a code would lead nowhere. */
  async function codeOf({ req, actor }: Visit): Promise<{ uri: string; name: string }> {
    const batch = await batches.read(idIn(req), actor);
    const uri = printedUri(batch);
    if (!batch.approved || uri === undefined) throw notFound();
    return { uri, name: batch.content.lot };
  }
}
