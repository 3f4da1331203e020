import { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Organisation, OrganisationContent } from '../../platform/contract-types.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { organisationContentFrom, organisationFormOf } from '../shared/organisation-form.ts';
import { understoodContent } from '../shared/understood-content.ts';
import type { DepartmentServices } from './department-services.ts';
import { filterIn, idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { sendOrganisationForm } from './organisation-form-page.ts';
import { organisationsRoot, sendOrganisations } from './organisation-list-page.ts';
import { ownedKinds, sendOrganisation, sendOwned } from './organisation-page.ts';
import { recordAddress } from './record-address.ts';
import { communeName } from '../shared/record-reading.ts';
import { saving } from './saving.ts';

/** The register of organisations: list, page, what each owns; entered and corrected by the department. */
export function organisationRoutes(services: DepartmentServices, visitFor: VisitFor): Router {
  const { organisations } = services;
  const router = Router();
  const one = `${organisationsRoot}/:id`;

  router.get(organisationsRoot, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const query = filterIn('RecordQuery', req, ['q', 'state', 'after']);
    const page = await organisations.list(visit.actor, query);
    sendOrganisations(visit, { page, query, communeName: (code) => communeName(services, code) });
  });

  router.get(`${organisationsRoot}/new`, needs('organisations.write'), (req, res) => {
    form(visitFor(req, res), { values: {} });
  });

  router.post(`${organisationsRoot}/new`, needs('organisations.write'), (req, res) =>
    save(visitFor(req, res), undefined),
  );

  router.get(one, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    await sendOrganisation(services, visit, await organisations.read(idIn(req), visit.actor));
  });

  router.get(`${one}/edit`, needs('organisations.write'), async (req, res) => {
    const visit = visitFor(req, res);
    const view = await organisations.read(idIn(req), visit.actor);
    form(visit, { values: { ...organisationFormOf(view.content), rev: String(view.rev) }, view });
  });

  router.post(`${one}/edit`, needs('organisations.write'), async (req, res) => {
    const visit = visitFor(req, res);
    await save(visit, await organisations.read(idIn(req), visit.actor));
  });

  router.get(`${one}/:kind`, needs('records.read'), async (req, res) => {
    const kind = ownedKinds.find((known) => known === req.params.kind);
    if (!kind) throw notFound();
    const visit = visitFor(req, res);
    await sendOwned(services, visit, {
      organisation: await organisations.read(idIn(req), visit.actor),
      kind,
    });
  });

  return router;

  async function save(visit: Visit, view: Organisation | undefined): Promise<void> {
    const { req, res, lang, actor } = visit;
    const { key, ...values } = postedValues(req.body);
    if (values['intent'] !== 'save') {
      form(visit, { values, view });
      return;
    }
    await saving(visit, {
      async save() {
        const typed = organisationContentFrom(values, lang);
        const content = understoodContent('OrganisationContent', typed) as OrganisationContent;
        const by = changeBy(req, actor, key, content);
        const saved = view
          ? await organisations.edit(view.id, content, { rev: Number(values['rev']), by })
          : await organisations.create(content, by);
        const done = view ? 'saved' : 'registered';
        res.redirect(303, `${recordAddress('organisation', saved.id)}?done=${done}`);
      },
      again: (faults) => form(visit, { values, view, faults }),
    });
  }

  function form(
    visit: Visit,
    shown: { values: FieldValues; view?: Organisation | undefined; faults?: FieldText[] },
  ): void {
    sendOrganisationForm(services, visit, shown);
  }
}
