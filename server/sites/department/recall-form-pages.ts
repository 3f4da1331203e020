import { Router } from 'express';
import type { Request } from 'express';
import { notFound } from '../../domain/errors.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Batch, Recall, RecallContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { recallNoticePage } from '../public/recall-notice-page.ts';
import { sendPage } from '../public/public-routes.ts';
import { everyRecord } from '../shared/every-record.ts';
import { refusal } from '../shared/form-refusal.ts';
import { actionBar, formFor } from '../shared/form.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import type { Link } from '../shared/page-parts.ts';
import { understoodContent } from '../shared/understood-content.ts';
import type { DepartmentServices } from './department-services.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { recallContentFrom, recallFields, recallFormOf } from './recall-form.ts';
import { recallAddress, recallsRoot } from './recall-address.ts';
import { recordAddress } from './record-address.ts';

/** What one form is about: a new notice, or one to be revised. */
interface Target {
  action: string;
  title: string;
  lead: string | undefined;
  back: Link;
  batches: readonly Batch[];
  submit: string;
  start: FieldValues;
  save(content: RecallContent, values: FieldValues, visit: Visit): Promise<string>;
}

/** The notice of a recall: written, looked at as the public will read it, published; and revised the same way. */
export function recallFormPages(services: DepartmentServices, visitFor: VisitFor): Router {
  const { batches, recalls, publicOrigin } = services;
  const router = Router();

  for (const [path, targetOf] of [
    [`${recallsRoot}/new`, newNotice],
    [`${recallsRoot}/:number/revision`, revision],
  ] as const) {
    router.get(path, needs('batches.hold'), async (req, res) => {
      const visit = visitFor(req, res);
      const target = await targetOf(visit, req);
      ask(visit, target, { values: target.start });
    });
    router.post(path, needs('batches.hold'), async (req, res) => {
      const visit = visitFor(req, res);
      await posted(visit, await targetOf(visit, req));
    });
  }

  return router;

  /** Looked at first; published from there, or changed again with everything that was typed. */
  async function posted(visit: Visit, target: Target): Promise<void> {
    const { req, res, t, lang, actor } = visit;
    const { intent, ...values } = postedValues(req.body);
    if (intent === 'edit') {
      ask(visit, target, { values });
      return;
    }
    try {
      const content = understoodContent('RecallContent', recallContentFrom(values, lang)) as RecallContent;
      if (intent === 'publish') {
        res.redirect(303, await target.save(content, values, visit));
        return;
      }
      const shown = await recalls.preview(content, actor, { isNew: values['rev'] === undefined });
      const site = { domain: new URL(publicOrigin).host, province: '' };
      const view = { t, lang, site, department: visit.frame.department };
      const page = recallNoticePage(view, shown, previewBand(visit, target, values));
      sendPage(req, res, { page, cache: 'no-store' });
    } catch (error) {
      ask(visit, target, { values, faults: refusal(error, res, t) });
    }
  }

  async function newNotice({ t, actor }: Visit, req: Request): Promise<Target> {
    const asked = req.query['batch'];
    if (typeof asked !== 'string' || !/^[0-9a-f]{24}$/.test(asked)) throw notFound();
    const batch = await batches.read(asked, actor);
    return {
      action: `${recallsRoot}/new?batch=${batch.id}`,
      title: t('recall.new-title'),
      lead: t('recall.new-lead'),
      back: { href: recordAddress('batch', batch.id), label: batch.title },
      batches: await likeIt(batch, actor),
      submit: t('recall.publish'),
      start: { batches: [batch.id] },
      async save(content, values, visit) {
        const by = changeBy(visit.req, visit.actor, keyIn(values), content);
        return `${recallAddress((await recalls.publish(content, by)).number)}?done=published`;
      },
    };
  }

  async function revision({ t, actor, lang }: Visit, req: Request): Promise<Target> {
    const recall: Recall = await recalls.find(String(req.params['number']), actor);
    const { number, rev, content } = recall;
    const found: Batch[] = [];
    for (const id of content.batches) found.push(await batches.read(id, actor));
    return {
      action: `${recallAddress(number)}/revision`,
      title: t('recall.revise-title', { number }),
      lead: undefined,
      back: { href: recallAddress(number), label: recall.title },
      batches: found,
      submit: t('recall.save-revision'),
      start: { ...recallFormOf(content, lang), rev: String(rev) },
      async save(revised, values, visit) {
        const by = changeBy(visit.req, visit.actor, keyIn(values), revised);
        await recalls.revise(number, revised, { rev: Number(values['rev']), by });
        return `${recallAddress(number)}?done=revised`;
      },
    };
  }

  /** The batch itself, and the others of its product that have no notice yet. */
  async function likeIt(batch: Batch, actor: Visit['actor']): Promise<Batch[]> {
    const organisation = batch.organisation.id;
    const all = await everyRecord((filter) => batches.list(actor, { ...filter, organisation }));
    const others = all.filter(
      ({ id, product, approved, recall }) =>
        id !== batch.id && product.id === batch.product.id && approved !== null && recall === null,
    );
    return [batch, ...others];
  }
}

function ask(
  visit: Visit,
  target: Target,
  { values, faults }: { values: FieldValues; faults?: FieldText[] },
) {
  const { t } = visit;
  const { title, lead, back, batches, action } = target;
  const form = formFor(t, { values, faults });
  const rev = values['rev'];
  const body = html`${breadcrumb({ t, trail: [{ href: recallsRoot, label: t('recall.desk-title') }, back], current: title })}
  ${pageHead({ title })}
  ${lead !== undefined && notice({ t, kind: 'stop', title: t('department.what-follows'), body: lead })}
  ${form.enclose({
    action,
    hidden: { key: newSecret(), rev: typeof rev === 'string' ? rev : undefined },
    body: recallFields(t, form, batches),
    bar: actionBar({
      primary: { label: t('recall.preview'), name: 'intent', value: 'preview' },
      others: linkButton({ href: back.href, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'recalls', hasFaults: form.hasFaults, body });
}

/** Above the page as the public will see it: publish, or change it again. */
function previewBand({ t }: Visit, { action, submit }: Target, values: FieldValues): Html {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one] as const),
  );
  return html`<div class="sample">
    <form class="frame" method="post" action="${action}">
      <p><strong>${t('recall.preview-title')}.</strong> ${t('recall.preview-lead')}</p>
      ${pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <p>
        <button class="button" name="intent" value="publish">${submit}</button>
        <button class="button quiet" name="intent" value="edit">${t('recall.edit-again')}</button>
      </p>
    </form>
  </div>`;
}

function keyIn({ key }: FieldValues): string | undefined {
  return typeof key === 'string' && key !== '' ? key : undefined;
}
