import { Router } from 'express';
import type { Request } from 'express';
import { conflict } from '../../domain/errors.ts';
import { attachmentOf } from '../../features/files/file-name.ts';
import type { Grant, Mark } from '../../platform/contract-types.ts';
import { notice } from '../shared/notices.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { DepartmentServices } from './department-services.ts';
import { filterIn, idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm } from './form-route.ts';
import { addGrantActs } from './grant-act-pages.ts';
import { trailOf } from './grant-trail.ts';
import { grantContentFrom, grantFields, grantFormOf } from '../shared/grant-form.ts';
import { sendGrant } from './grant-page.ts';
import { departmentDesk, grantHref } from './mark-desk.ts';
import { trailTo } from './mark-tabs.ts';
import { sendGrantee } from './grantee-page.ts';

/** Rights to use a mark: applied for, looked at, and all that is done about them. */
export function grantRoutes(services: DepartmentServices, visitFor: VisitFor, desk = departmentDesk): Router {
  const { marks, grants, balances, markChoices } = services;
  const router = Router();
  const fresh = `${desk.marks}/:id/grants/new`;
  const one = `${desk.grants}/:id`;

  router.get(fresh, needs('grants.manage'), async (req, res, next) => {
    const { organisation } = filterIn('GrantQuery', req, ['organisation']);
    if (organisation !== undefined) {
      next();
      return;
    }
    const mark = await grantable(idIn(req));
    sendGrantee(visitFor(req, res), mark, await holdersFor(mark));
  });

  addForm(router, visitFor, {
    path: fresh,
    right: 'grants.manage',
    contract: 'GrantContent',
    async form(visit, req) {
      const { t } = visit;
      const mark = await grantable(idIn(req));
      const organisation = granteeIn(req);
      const options = await goodsOf(organisation);
      const [holder] = (await markChoices.organisations()).filter(({ id }) => id === organisation);
      return {
        title: t('marks.grant-apply-for', { organisation: holder?.title ?? '' }),
        lead: mark.content.name,
        trail: trailTo(visit, mark, 'facts'),
        above:
          options.products.length === 0 &&
          notice({ t, kind: 'warn', title: t('department.grant-no-products') }),
        start: {},
        fields: (form) => grantFields(visit, form, options),
        submit: { label: t('marks.grant-apply') },
        read: (values, language) => grantContentFrom(values, language, { mark: mark.id, organisation }),
        async save(content, by) {
          const { id } = await grants.apply(content, by);
          return `${grantHref(visit, id)}?done=saved`;
        },
      };
    },
  });

  addForm(router, visitFor, {
    path: `${one}/edit`,
    right: 'grants.manage',
    contract: 'GrantContent',
    async form(visit, req) {
      const grant = await grants.find(idIn(req), visit.actor);
      const { mark, organisation, number } = grant.content;
      const options = await goodsOf(organisation);
      return {
        title: visit.t('marks.grant-edit'),
        trail: trailOf(visit, grant),
        start: grantFormOf(grant, visit.lang),
        fields: (form) => grantFields(visit, form, options),
        submit: { label: visit.t('common.save') },
        read: (values, language) => grantContentFrom(values, language, { mark, organisation, number }),
        async save(content, by, values) {
          await grants.edit(grant.id, content, { rev: Number(values['rev']), by });
          return `${grantHref(visit, grant.id)}?done=saved`;
        },
      };
    },
  });

  addGrantActs({ router, services, visitFor, desk });

  router.get(`${one}/certificate.pdf`, needs('records.read'), async (req, res) => {
    const { name, bytes } = await services.papers.paperOf(idIn(req), visitFor(req, res).actor);
    res.set({ 'Content-Disposition': attachmentOf(name), 'Cache-Control': 'no-store' });
    res.type('pdf').send(bytes);
  });

  router.get(one, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    await show(visit, await grants.find(idIn(req), visit.actor));
  });

  return router;

  /** The form is not even opened for a project: there is no title to use yet. */
  async function grantable(id: string): Promise<Mark> {
    const mark = await marks.find(id);
    const { stage } = mark.content;
    if (stage !== 'granted') throw conflict({ key: 'mark.grant-needs-title', params: { stage } });
    return mark;
  }

  /** Of a collective mark only members can use it. */
  async function holdersFor(mark: Mark): Promise<Option[]> {
    if (mark.content.kind !== 'collective') return (await markChoices.organisations()).map(asOption);
    const { items } = await services.members.list(mark.id);
    return items
      .filter(({ leftOn }) => leftOn === null)
      .map(({ organisation }) => ({ value: organisation.id, label: organisation.name }));
  }

  async function goodsOf(organisation: string) {
    return {
      products: (await markChoices.approved('product', organisation)).map(asOption),
      places: (await markChoices.approved('place', organisation)).map(asOption),
    };
  }

  async function show(visit: Visit, grant: Grant): Promise<void> {
    const { items } = await balances.list(grant.id, visit.actor);
    await sendGrant(services, visit, { grant, balances: items });
  }
}

function granteeIn(req: Request): string {
  return filterIn('GrantQuery', req, ['organisation']).organisation ?? '';
}

function asOption({ id, title }: { id: string; title: string }): Option {
  return { value: id, label: title };
}
