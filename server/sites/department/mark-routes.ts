import { Router } from 'express';
import { changeBy } from '../../platform/api-router.ts';
import type { Mark, MarkContent } from '../../platform/contract-types.ts';
import { everyRecord } from '../shared/every-record.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import type { DepartmentServices } from './department-services.ts';
import { filterIn, idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { markContentFrom, markFormOf } from './mark-form.ts';
import { keepMarkFiles, receiveMarkForm } from './mark-files.ts';
import { sendMarkForm } from './mark-form-page.ts';
import { marksRoot, sendMarks } from './mark-list-page.ts';
import { sendMark } from './mark-page.ts';
import { recordAddress } from './record-address.ts';
import { saving } from './saving.ts';

/** The register of marks: list, page, form. */
export function markRoutes(services: DepartmentServices, visitFor: VisitFor): Router {
  const { marks, grants } = services;
  const router = Router();
  const one = `${marksRoot}/:id`;

  router.get(marksRoot, needs('records.read'), async (req, res) => {
    const query = filterIn('MarkQuery', req, ['q', 'kind', 'stage', 'after']);
    sendMarks(visitFor(req, res), await marks.list(query), query);
  });

  router.get(`${marksRoot}/new`, needs('marks.write'), (req, res) =>
    form(visitFor(req, res), { values: { stage: 'idea' } }),
  );

  router.post(`${marksRoot}/new`, needs('marks.write'), ...receiveMarkForm, (req, res) =>
    save(visitFor(req, res), undefined),
  );

  router.get(one, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await marks.find(idIn(req));
    const { after } = filterIn('GrantQuery', req, ['after']);
    const given = await grants.list(visit.actor, { mark: mark.id, ...(after !== undefined && { after }) });
    await sendMark(services, visit, { mark, grants: given });
  });

  router.get(`${one}/edit`, needs('marks.write'), async (req, res) => {
    const view = await marks.find(idIn(req));
    await form(visitFor(req, res), { values: { ...markFormOf(view.content), rev: String(view.rev) }, view });
  });

  router.post(`${one}/edit`, needs('marks.write'), ...receiveMarkForm, async (req, res) =>
    save(visitFor(req, res), await marks.find(idIn(req))),
  );

  return router;

  async function save(visit: Visit, view: Mark | undefined): Promise<void> {
    const { req, res, lang, actor } = visit;
    const kept = await keepMarkFiles(services, visit, postedValues(req.body));
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
        res.redirect(303, `${recordAddress('mark', saved.id)}?done=saved`);
      },
      again: (faults) => form(visit, { values, view, faults }),
    });
  }

  async function form(
    visit: Visit,
    shown: { values: FieldValues; view?: Mark | undefined; faults?: FieldText[] },
  ): Promise<void> {
    const all = await everyRecord((filter) => services.organisations.list(visit.actor, filter));
    const owners = all.map(({ id, title }) => ({ value: id, label: title }));
    await sendMarkForm(services, visit, { ...shown, owners });
  }
}
