import type { Request, Router } from 'express';
import { DomainError } from '../../domain/errors.ts';
import { attachmentOf } from '../../features/files/file-name.ts';
import { sheetPicture } from '../../features/stamps/labels/sheet-picture.ts';
import { svgPress } from '../../features/stamps/labels/svg-label.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { PrintJob, PrintJobContent } from '../../platform/contract-types.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { atOrderFields, orderFrom, orderValues, printRoot } from './print-order.ts';
import { isUnfinished, sendJobPage } from './print-job-page.ts';
import { sendOrderPage } from './print-order-page.ts';
import type { Preview } from './print-order-page.ts';
import type { ProducerServices } from './producer-services.ts';
import { byOf } from './record-acts.ts';
import { idIn } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

/** A small job is done before the next page is shown. */
const patienceMs = 900;
const glanceMs = 60;

/** Printing stamps: choose, look, print; watch a long job, fetch its file. */
export function addPrintRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { stamps, printing } = services;
  const { jobs, layouts } = printing;
  const root = printRoot(':id');

  router.get(root, async (req, res) => {
    const visit = visitFor(req, res);
    const values = await startingWith(visit);
    await show(visit, values, await attempt(visit, values));
  });

  router.post(root, async (req, res) => {
    const visit = visitFor(req, res);
    const values = postedValues(req.body);
    if (values['intent'] === 'look') {
      await show(visit, values, await attempt(visit, values));
      return;
    }
    try {
      const content = contentOf(visit, values);
      if (values['intent'] === 'test') {
        const sheet = await jobs.testSheet(idIn(req), content, visit.actor);
        res.set('Content-Disposition', attachmentOf('to-in-thu.pdf')).type('pdf').send(sheet);
        return;
      }
      const job = await jobs.create(idIn(req), content, changeBy(req, visit.actor, values['key'], content));
      await settled(job, visit);
      res.redirect(303, `/producer/print-jobs/${job.id}`);
    } catch (error) {
      await show(visit, values, { faults: atOrderFields(refusal(error, res, visit.t)) });
    }
  });

  router.get(`${root}/label.svg`, async (req, res) => {
    const { design, label, plan } = await previewOf(visitFor(req, res));
    const [picture] = await svgPress(design, plan).sheet({ labels: [label], firstSlot: 0 });
    sendPicture(res, Buffer.from(picture ?? []));
  });

  router.get(`${root}/sheet.svg`, async (req, res) => {
    const visit = visitFor(req, res);
    const { design, content } = await previewOf(visit);
    const { paper, startAt, offset } = design;
    sendPicture(res, sheetPicture(paper, { startAt, offset, count: content.to - content.from + 1 }));
  });

  router.get('/producer/print-jobs/:id', async (req, res) => {
    const visit = visitFor(req, res);
    const job = await jobs.find(idIn(req), visit.actor);
    sendJobPage(visit, { job, run: await stamps.find(job.run, visit.actor) });
  });

  router.post('/producer/print-jobs/:id/cancellation', async (req, res) => {
    const visit = visitFor(req, res);
    const id = idIn(req);
    try {
      await jobs.cancel(id, byOf(visit));
    } catch (error) {
      // Whoever presses too late sees on the next page that it was finished before.
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
    }
    res.redirect(303, `/producer/print-jobs/${id}`);
  });

  router.get('/producer/print-jobs/:id/file', async (req, res) => {
    const visit = visitFor(req, res);
    const { name, type, size, body } = await jobs.file(idIn(req), { actor: visit.actor });
    res.set({
      'Content-Type': type,
      'Content-Length': `${size}`,
      'Content-Disposition': attachmentOf(name),
      'Cache-Control': 'no-store',
    });
    body.on('error', (error) => res.destroy(error)).pipe(res);
  });

  async function show(
    visit: Visit,
    values: FieldValues,
    { preview, faults }: { preview?: Preview | undefined; faults?: readonly FieldText[] | undefined },
  ): Promise<void> {
    const { actor, req } = visit;
    const run = await stamps.find(idIn(req), actor);
    const own = (await layouts.list(actor)).items;
    const earlier = (await jobs.list(run.id, actor)).items;
    sendOrderPage(visit, { run, own, jobs: earlier, values, faults, preview });
  }

  /** The first time: everything that is not printed yet, on the paper used last. */
  async function startingWith({ req, actor, lang }: Visit): Promise<FieldValues> {
    const run = await stamps.find(idIn(req), actor);
    const last = await jobs.lastContent(actor);
    const content: PrintJobContent = {
      format: 'pdf',
      preset: 'a4-24-70x37',
      ...last,
      from: 1,
      to: Math.min(run.count, 50_000),
      startAt: 1,
    };
    if (content.layout !== undefined) delete content.preset;
    return { ...orderValues(content, lang), ...queried(req, ['from', 'to']) };
  }

  async function attempt(visit: Visit, values: FieldValues) {
    try {
      const content = contentOf(visit, values);
      if (content.format === 'csv') return {};
      const { design, plan } = await jobs.preview(idIn(visit.req), content, visit.actor);
      return { preview: { content, design, plan } };
    } catch (error) {
      return { faults: atOrderFields(refusal(error, visit.res, visit.t)) };
    }
  }

  async function previewOf(visit: Visit) {
    const { req } = visit;
    const content = contentOf(visit, postedValues(req.query));
    return { content, ...(await jobs.preview(idIn(req), content, visit.actor)) };
  }

  async function settled(job: PrintJob, { actor }: Visit): Promise<void> {
    for (let waited = 0; waited < patienceMs; waited += glanceMs) {
      await new Promise((resolve) => setTimeout(resolve, glanceMs));
      if (!isUnfinished(await jobs.find(job.id, actor))) return;
    }
  }
}

function contentOf({ lang }: Visit, values: FieldValues): PrintJobContent {
  return understoodContent('PrintJobContent', orderFrom(values, lang)) as PrintJobContent;
}

function queried({ query }: Request, names: readonly string[]): Record<string, string> {
  const asked = names.map((name) => [name, query[name]] as const);
  return Object.fromEntries(asked.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function sendPicture(res: Visit['res'], svg: Buffer | string): void {
  res.set('Cache-Control', 'private, no-store').type('image/svg+xml').send(svg);
}
