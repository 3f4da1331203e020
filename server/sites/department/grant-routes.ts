import { Router } from 'express';
import { conflict, notFound } from '../../domain/errors.ts';
import type { GrantState } from '../../domain/grant-state.ts';
import { may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Grant, GrantContent, Mark } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { everyRecord } from '../shared/every-record.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { contentRows } from '../shared/content-rows.ts';
import { refusal } from '../shared/form-refusal.ts';
import type { Option } from '../shared/form-inputs.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { filterIn, idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { sendGrantForm, sendGrantee } from './grant-form-page.ts';
import { historyPanel } from './history-panel.ts';
import { grantContentFrom } from './mark-form.ts';
import { marksRoot } from './mark-list-page.ts';
import { reasonIn, sendReasonPage } from './reason-form.ts';
import { recordAddress } from './record-address.ts';
import { doneFlash } from './record-pages.ts';
import { readingOf } from './record-reading.ts';
import { grantTag } from './record-tags.ts';
import { saving } from './saving.ts';

const acts = ['suspend', 'restore', 'revoke'] as const;
type GrantAct = (typeof acts)[number];
const actKinds = { suspend: 'warn', restore: 'info', revoke: 'stop' } as const;

/** What may follow; the domain decides again when it is tried. */
const possible: Partial<Record<GrantState, readonly GrantAct[]>> = {
  granted: ['suspend', 'revoke'],
  suspended: ['restore', 'revoke'],
};

/** Rights to use a mark: given, looked at, suspended, restored, revoked. */
export function grantRoutes(services: DepartmentServices, visitFor: VisitFor): Router {
  const { marks, grants, organisations, products, places } = services;
  const router = Router();
  const fresh = `${marksRoot}/:id/grants/new`;
  const one = '/department/grants/:id';

  router.get(fresh, needs('grants.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await grantable(idIn(req));
    const { organisation } = filterIn('GrantQuery', req, ['organisation']);
    if (organisation !== undefined) {
      await form(visit, mark, { organisation, values: {} });
      return;
    }
    const all = await everyRecord((filter) => organisations.list(visit.actor, filter));
    sendGrantee(visit, mark, all.map(asOption));
  });

  router.post(fresh, needs('grants.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await grantable(idIn(req));
    const { organisation } = filterIn('GrantQuery', req, ['organisation']);
    if (organisation === undefined) throw notFound();
    const { key, ...values } = postedValues(req.body);
    await saving(visit, {
      async save() {
        const typed = grantContentFrom(values, visit.lang, { mark: mark.id, organisation });
        const content = understoodContent('GrantContent', typed) as GrantContent;
        const grant = await grants.create(content, changeBy(req, visit.actor, key, content));
        res.redirect(303, `${recordAddress('grant', grant.id)}?done=grant`);
      },
      again: (faults) => form(visit, mark, { organisation, values, faults }),
    });
  });

  router.get(one, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    await show(visit, await grants.find(idIn(req), visit.actor));
  });

  router.get(`${one}/:act`, needs('grants.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    ask(visit, await grants.find(idIn(req), visit.actor), actIn(req.params.act));
  });

  router.post(`${one}/:act`, needs('grants.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const act = actIn(req.params.act);
    const id = idIn(req);
    const { key, ...values } = postedValues(req.body);
    try {
      await grants[act](id, reasonIn(values), changeBy(req, visit.actor, key, values));
      res.redirect(303, `${recordAddress('grant', id)}?done=${act}`);
    } catch (error) {
      const faults = refusal(error, res, visit.t);
      ask(visit, await grants.find(id, visit.actor), act, { values, faults });
    }
  });

  return router;

  /** The form is not even opened for a project: there is no title to use yet. */
  async function grantable(id: string): Promise<Mark> {
    const mark = await marks.find(id);
    const { stage } = mark.content;
    if (stage !== 'granted') throw conflict({ key: 'mark.grant-needs-title', params: { stage } });
    return mark;
  }

  async function form(
    visit: Visit,
    mark: Mark,
    { organisation: id, ...state }: { organisation: string; values: FieldValues; faults?: FieldText[] },
  ): Promise<void> {
    const { actor } = visit;
    const organisation = await organisations.read(id, actor);
    const own = { organisation: id };
    const ownProducts = await everyRecord((filter) => products.list(actor, filter), own);
    const ownPlaces = await everyRecord((filter) => places.list(actor, filter), own);
    sendGrantForm(visit, {
      mark,
      organisation,
      products: ownProducts.filter(({ approved }) => approved !== null).map(asOption),
      places: ownPlaces.filter(({ approved }) => approved !== null).map(asOption),
      ...state,
    });
  }

  async function show(visit: Visit, grant: Grant): Promise<void> {
    const { t } = visit;
    const { id, content, state, reason, mark, sample } = grant;
    const title = t('department.grant-title', { mark: mark.name, number: content.number });
    const reading = await readingOf(services, visit, 'grant', [content]);
    const body = html`${breadcrumb({
      t,
      trail: [
        { href: marksRoot, label: t('department.marks-title') },
        { href: recordAddress('mark', mark.id), label: mark.name },
      ],
      current: content.number,
    })}
    ${reason !== null && notice({ t, kind: state === 'revoked' ? 'stop' : 'warn', title: t(`mark.grant-state-${state}`), body: reason })}
    ${pageHead({ title, lead: grant.organisation.name, tag: grantTag(t, state), actions: actLinks(visit, grant) })}
    ${summaryList(contentRows(reading, 'grant', content), t)}
    ${await historyPanel(services, visit, { kind: 'grant', id })}`;
    send(visit, { title, current: 'marks', isSample: sample, flash: doneFlash(visit), body });
  }
}

function actLinks({ t, actor }: Visit, { id, state }: Grant): Hole {
  if (!may(actor, 'grants.decide')) return undefined;
  return (possible[state] ?? []).map((act) =>
    linkButton({
      href: `${recordAddress('grant', id)}/${act}`,
      label: t(`department.grant-${act}`),
      icon: act === 'restore' ? 'refresh' : 'stop',
    }),
  );
}

function ask(
  visit: Visit,
  { id, mark, content }: Grant,
  act: GrantAct,
  state: { values?: FieldValues; faults?: FieldText[] } = {},
): void {
  const { t } = visit;
  const title = t('department.grant-title', { mark: mark.name, number: content.number });
  sendReasonPage(visit, {
    title: t(`department.grant-${act}-title`),
    consequence: t(`department.grant-${act}-consequence`),
    kind: actKinds[act],
    action: `${recordAddress('grant', id)}/${act}`,
    trail: [{ href: marksRoot, label: t('department.marks-title') }],
    back: { href: recordAddress('grant', id), label: title },
    label: t(`department.grant-${act}`),
    hint: t('department.grant-reason-hint'),
    current: 'marks',
    ...state,
  });
}

function actIn(name: unknown): GrantAct {
  const act = acts.find((known) => known === name);
  if (!act) throw notFound();
  return act;
}

function asOption({ id, title }: { id: string; title: string }): Option {
  return { value: id, label: title };
}
