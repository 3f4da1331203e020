import { Router } from 'express';
import { isOfDepartment, may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Mark, MarkContent } from '../../platform/contract-types.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import type { DepartmentServices } from './department-services.ts';
import { filterIn, idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { markContentFrom, markFormOf } from './mark-form.ts';
import { receiving } from './mark-files.ts';
import { sendMarkForm } from './mark-form-page.ts';
import { departmentDesk, markHref } from './mark-desk.ts';
import { sendMarks } from './mark-list-page.ts';
import { addMemberPages } from './mark-member-pages.ts';
import { sendOverview } from './mark-overview-page.ts';
import { addProjectPages } from './mark-project-pages.ts';
import { addRegulationPages } from './mark-regulation-pages.ts';
import { addSeasonPages } from './mark-season-pages.ts';
import { addVisitPages } from './mark-visit-pages.ts';
import { sendMark } from './mark-page.ts';
import { saving } from './saving.ts';

/** The register of marks: list, page, form. */
export function markRoutes(services: DepartmentServices, visitFor: VisitFor, desk = departmentDesk): Router {
  const { marks, grants, overviews, reminders } = services;
  const { marks: marksRoot } = desk;
  const tools = { visitFor, desk };
  const router = Router();
  const one = `${marksRoot}/:id`;
  const logo = receiving(services, { name: 'logo', kind: 'picture' });

  router.get(marksRoot, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { actor } = visit;
    const query = filterIn('MarkQuery', req, ['q', 'kind', 'stage', 'after']);
    const own = isOfDepartment(actor) ? {} : { owner: actor.organisation ?? '' };
    const due = may(actor, 'marks.overview') ? (await reminders.list(actor)).items : [];
    sendMarks(visit, { page: await marks.list({ ...query, ...own }), query, due });
  });

  router.get(`${marksRoot}/new`, needs('marks.write'), (req, res) =>
    form(visitFor(req, res), { values: { stage: 'idea' } }),
  );

  router.post(`${marksRoot}/new`, needs('marks.write'), ...logo.handlers, (req, res) =>
    save(visitFor(req, res), undefined),
  );

  router.get(one, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await marks.find(idIn(req));
    const { after } = filterIn('GrantQuery', req, ['after']);
    const given = await grants.list(visit.actor, { mark: mark.id, ...(after !== undefined && { after }) });
    await sendMark(services, visit, { mark, grants: given });
  });

  router.get(`${one}/overview`, needs('marks.overview'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await marks.find(idIn(req));
    sendOverview(visit, mark, await overviews.ofMark(mark.id, visit.actor));
  });

  addMemberPages(router, services, tools);
  addRegulationPages(router, services, tools);
  addSeasonPages(router, services, tools);
  addVisitPages(router, services, tools);
  addProjectPages(router, services, tools);

  router.get(`${one}/edit`, needs('marks.write'), async (req, res) => {
    const view = await marks.find(idIn(req));
    await form(visitFor(req, res), { values: { ...markFormOf(view.content), rev: String(view.rev) }, view });
  });

  router.post(`${one}/edit`, needs('marks.write'), ...logo.handlers, async (req, res) =>
    save(visitFor(req, res), await marks.find(idIn(req))),
  );

  return router;

  async function save(visit: Visit, view: Mark | undefined): Promise<void> {
    const { req, res, lang, actor } = visit;
    const kept = await logo.keep(visit, postedValues(req.body));
    const { key, ...values } = kept.values;
    if (values['intent'] !== 'save') {
      await form(visit, { values, view });
      return;
    }
    await saving(visit, {
      async save() {
        const typed = markContentFrom(values, lang);
        const content = understoodContent('MarkContent', typed, kept.faults) as MarkContent;
        const by = changeBy(req, actor, key, content);
        const saved = view
          ? await marks.edit(view.id, content, { rev: Number(values['rev']), by })
          : await marks.create(content, by);
        res.redirect(303, `${markHref(visit, saved.id)}?done=saved`);
      },
      again: (faults) => form(visit, { values, view, faults }),
    });
  }

  async function form(
    visit: Visit,
    shown: { values: FieldValues; view?: Mark | undefined; faults?: FieldText[] },
  ): Promise<void> {
    const all = await services.markChoices.organisations();
    const { organisation } = visit.actor;
    const mine = organisation === null ? all : all.filter(({ id }) => id === organisation);
    const owners = mine.map(({ id, title }) => ({ value: id, label: title }));
    await sendMarkForm(services, visit, { ...shown, owners });
  }
}
