import type { RequestHandler, Router } from 'express';
import { receiveForm } from '../../features/files/file-upload.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { sendRecordForm } from './record-form.ts';
import { hrefOf, receivedSlots } from './record-kind.ts';
import type { RecordKind } from './record-kind.ts';
import { submitRecord, withdrawRecord } from './record-acts.ts';
import { sendRecordPage } from './record-page.ts';
import type { PageServices } from './record-page.ts';
import { saveRecord } from './record-saving.ts';
import { idIn } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

/** The pages every kind of record has: new, record, edit, submit, withdraw. */
export function addRecordRoutes<Content extends object, View extends RecordView<Content>, Choices>(
  router: Router,
  kind: RecordKind<Content, View, Choices>,
  { services, visitFor }: { services: PageServices; visitFor: VisitFor },
): void {
  const { root, slots } = kind;
  const one = kind.kind === 'organisation' ? root : `${root}/:id`;
  const upload: RequestHandler[] = slots.length > 0 ? receiveForm(receivedSlots(slots)) : [];
  const idOf = (visit: Visit) => (kind.kind === 'organisation' ? visit.organisation : idIn(visit.req));

  if (kind.records.create) {
    router.get(`${root}/new`, async (req, res) => {
      const visit = visitFor(req, res);
      const values = (await kind.blank?.(visit)) ?? {};
      await sendRecordForm(kind, services, visit, { values });
    });
    router.post(`${root}/new`, ...upload, (req, res) => saveRecord(kind, services, visitFor(req, res)));
  }

  router.get(one, (req, res) => {
    const visit = visitFor(req, res);
    return sendRecordPage(kind, services, visit, { id: idOf(visit) });
  });

  router.get(`${one}/edit`, async (req, res) => {
    const visit = visitFor(req, res);
    const view = await kind.records.read(idOf(visit), visit.actor);
    if (!kind.can(view, 'edit', visit)) {
      res.redirect(303, hrefOf(kind, view.id));
      return;
    }
    await sendRecordForm(kind, services, visit, { values: kind.formOf(view.content, visit.lang), view });
  });

  router.post(`${one}/edit`, ...upload, (req, res) => {
    const visit = visitFor(req, res);
    return saveRecord(kind, services, visit, idOf(visit));
  });

  router.post(`${one}/submission`, (req, res) => {
    const visit = visitFor(req, res);
    return submitRecord(kind, services, visit, idOf(visit));
  });

  router.post(`${one}/withdrawal`, (req, res) => {
    const visit = visitFor(req, res);
    return withdrawRecord(kind, services, visit, idOf(visit));
  });
}
