import type { Router } from 'express';
import { forbidden } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import { parse } from '../../platform/contracts.ts';
import type { NewStampRun } from '../../platform/contract-types.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import { understoodContent } from '../shared/understood-content.ts';
import type { ProducerServices } from './producer-services.ts';
import { addStampActRoutes } from './stamp-act-pages.ts';
import { sendStampHistory } from './stamp-history-page.ts';
import { sendStampList } from './stamp-list-page.ts';
import { sendStampOverview } from './stamp-overview-page.ts';
import { requestFrom, sendRequestCheck, sendRequestForm } from './stamp-request-page.ts';
import { sendStampRun } from './stamp-run-page.ts';
import { runHref, stampsRoot } from './stamp-words.ts';
import { idIn } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const root = stampsRoot(':id');
const latest = 10;
const pageOf = 25;

/** The producer's stamps: asked for, watched over, activated, voided, taken back. */
export function addStampRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { stamps, batches } = services;

  router.get('/producer/stamps', async (req, res) => {
    const visit = visitFor(req, res);
    const after = afterIn(visit);
    const runs = await stamps.list({ limit: latest }, visit.actor);
    const page = await batches.list(visit.actor, { limit: pageOf, ...(after !== undefined && { after }) });
    sendStampList(visit, { runs, batches: page, after });
  });

  router.get(root, async (req, res) => {
    const visit = visitFor(req, res);
    const { actor } = visit;
    const id = idIn(req);
    sendStampOverview(visit, {
      batch: await batches.read(id, actor),
      allowance: await stamps.allowance(id, actor),
      stamps: await stamps.ofBatch(id, actor),
      runs: (await stamps.list({ batch: id, limit: 100 }, actor)).items,
      acts: (await stamps.actsOf(id, { limit: latest }, actor)).items,
    });
  });

  router.get(`${root}/new`, async (req, res) => {
    const visit = visitFor(req, res);
    sendRequestForm(visit, { allowance: await allowanceFor(visit) });
  });

  router.post(`${root}/new`, async (req, res) => {
    const visit = visitFor(req, res);
    const { actor, lang, t } = visit;
    const allowance = await allowanceFor(visit);
    const values = postedValues(req.body);
    if (values['intent'] === 'change') {
      sendRequestForm(visit, { allowance, values });
      return;
    }
    try {
      const typed = requestFrom(allowance.batch.id, values, lang);
      const content = understoodContent('NewStampRun', typed) as NewStampRun;
      if (values['intent'] === 'request') {
        const run = await stamps.request(content, changeBy(req, actor, values['key'], content));
        res.redirect(303, `${runHref(run.id)}?done=request`);
        return;
      }
      const outlook = await stamps.requestOutlook(content, actor);
      sendRequestCheck(visit, { allowance, content, values, outlook });
    } catch (error) {
      sendRequestForm(visit, { allowance, values, faults: refusal(error, res, t) });
    }
  });

  router.get(`${root}/history`, async (req, res) => {
    const visit = visitFor(req, res);
    const id = idIn(req);
    const after = afterIn(visit);
    const { batch } = await stamps.allowance(id, visit.actor);
    const query = { limit: pageOf, ...(after !== undefined && { after }) };
    sendStampHistory(visit, { batch, page: await stamps.actsOf(id, query, visit.actor), after });
  });

  router.get(runHref(':id'), async (req, res) => {
    const visit = visitFor(req, res);
    sendStampRun(visit, await stamps.find(idIn(req), visit.actor));
  });

  addStampActRoutes(router, { services, visitFor });

  async function allowanceFor({ req, actor }: Visit) {
    if (!may(actor, 'stamps.write')) throw forbidden();
    return stamps.allowance(idIn(req), actor);
  }
}

function afterIn({ req }: Visit): string | undefined {
  const { after } = req.query;
  return after === undefined ? undefined : parse('StampActQuery', { after }).after;
}
