import type { Request, Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { attachmentOf } from '../../features/files/file-name.ts';
import type { Grant, Mark } from '../../platform/contract-types.ts';
import type { ContractName } from '../../platform/contracts.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import { addFormRoute } from '../shared/form-route.ts';
import type { FormRoute } from '../shared/form-route.ts';
import { grantContentFrom, grantFields, grantFormOf } from '../shared/grant-form.ts';
import { notice } from '../shared/notices.ts';
import type { ProducerServices } from './producer-services.ts';
import { sendOfferedMarks, sendRights } from './right-list-page.ts';
import type { HeldRight, OfferedMark } from './right-list-page.ts';
import { sendRight } from './right-page.ts';
import { rightHref, rightsRoot, rightTrail } from './right-words.ts';
import { idIn, send } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const one = `${rightsRoot}/:id`;

/** Rights to use marks: those a producer has, asking for one, going on with one, and its paper. */
export function addRightRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { grants, balances, marks, members, markChoices, papers } = services;

  router.get(rightsRoot, async (req, res) => {
    const visit = visitFor(req, res);
    const { actor, organisation } = visit;
    const { after: asked } = req.query;
    const after = typeof asked === 'string' && /^[0-9a-f]{24}$/.test(asked) ? asked : undefined;
    const page = await grants.list(actor, { organisation, ...(after !== undefined && { after }) });
    const held: HeldRight[] = [];
    for (const right of page.items) held.push(await heldOf(visit, right));
    sendRights(visit, { held, next: page.next, after });
  });

  router.get(`${rightsRoot}/new`, async (req, res) => {
    const visit = visitFor(req, res);
    const offered: OfferedMark[] = [];
    for (const mark of (await marks.list({ stage: 'granted', limit: 100 })).items) {
      offered.push({ mark, obstacle: await obstacleTo(visit, mark) });
    }
    sendOfferedMarks(visit, offered);
  });

  addForm({
    path: `${rightsRoot}/new/:mark`,
    contract: 'GrantContent',
    async form(visit, req) {
      const { t, organisation } = visit;
      const mark = await marks.find(idIn(req, 'mark'));
      if (mark.content.stage !== 'granted') throw notFound();
      const options = await goodsOf(organisation);
      return {
        title: t('marks.right-new'),
        lead: mark.content.name,
        trail: [...rightTrail(visit), { href: `${rightsRoot}/new`, label: t('marks.right-new') }],
        above:
          options.products.length === 0 &&
          notice({ t, kind: 'warn', title: t('department.grant-no-products') }),
        start: {},
        fields: (form) => grantFields(visit, form, options),
        submit: { label: t('marks.right-send') },
        read: (values, language) => grantContentFrom(values, language, { mark: mark.id, organisation }),
        async save(content, by) {
          return `${rightHref((await grants.apply(content, by)).id)}?done=applied`;
        },
      };
    },
  });

  addForm({
    path: `${one}/edit`,
    contract: 'GrantContent',
    async form(visit, req) {
      const right = await ownRight(visit, req);
      const { mark, organisation } = right.content;
      const options = await goodsOf(organisation);
      return {
        title: visit.t('marks.grant-edit'),
        trail: rightTrail(visit, right),
        start: grantFormOf(right, visit.lang),
        fields: (form) => grantFields(visit, form, options),
        submit: { label: visit.t('common.save') },
        read: (values, language) => grantContentFrom(values, language, { mark, organisation }),
        async save(content, by, values) {
          await grants.edit(right.id, content, { rev: Number(values['rev']), by });
          return `${rightHref(right.id)}?done=saved`;
        },
      };
    },
  });

  addForm({
    path: `${one}/renewal`,
    contract: 'GrantRenewalRequest',
    async form(visit, req) {
      const { t } = visit;
      const right = await ownRight(visit, req);
      return {
        title: t('marks.right-renew'),
        lead: t('marks.right-renew-lead'),
        trail: rightTrail(visit, right),
        start: {},
        fields: (form) => form.date('to', { label: t('record.grant-to') }),
        submit: { label: t('marks.right-send') },
        read(values, language) {
          const fields = fieldReader(values, language);
          return { content: given({ to: fields.date('to') }), faults: fields.faults };
        },
        async save(content, by) {
          return `${rightHref((await grants.askAgain(right.id, content, by)).id)}?done=applied`;
        },
      };
    },
  });

  router.get(`${one}/certificate.pdf`, async (req, res) => {
    const visit = visitFor(req, res);
    const { name, bytes } = await papers.paperOf((await ownRight(visit, req)).id, visit.actor);
    res.set({ 'Content-Disposition': attachmentOf(name), 'Cache-Control': 'no-store' });
    res.type('pdf').send(bytes);
  });

  router.get(one, async (req, res) => {
    const visit = visitFor(req, res);
    await sendRight(services, visit, await heldOf(visit, await ownRight(visit, req)));
  });

  function addForm<Name extends ContractName>(route: FormRoute<Visit, Name>): void {
    const desk = {
      guards: [],
      visitFor,
      send: (visit: Visit, page: Parameters<typeof send>[1]) => {
        send(visit, { ...page, current: 'rights' });
      },
    };
    addFormRoute(router, desk, route);
  }

  /** An owner of marks sees the rights of others elsewhere; here stand those of the own organisation. */
  async function ownRight({ actor, organisation }: Visit, req: Request): Promise<Grant> {
    const right = await grants.find(idIn(req), actor);
    if (right.organisation.id !== organisation) throw notFound();
    return right;
  }

  async function heldOf({ actor }: Visit, right: Grant): Promise<HeldRight> {
    return { right, balances: (await balances.list(right.id, actor)).items };
  }

  /** A collective mark is for members; who certifies does not use the mark (Law 50/2005 art. 142(2), 87(4)). */
  async function obstacleTo({ t, organisation }: Visit, mark: Mark): Promise<string | undefined> {
    const { kind } = mark.content;
    if (kind === 'certification' && mark.owner.id === organisation) return t('marks.right-certifier');
    if (kind !== 'collective') return undefined;
    const { items } = await members.list(mark.id);
    const isMember = items.some((one) => one.organisation.id === organisation && one.leftOn === null);
    return isMember ? undefined : t('marks.right-members-only', { owner: mark.owner.name });
  }

  async function goodsOf(organisation: string) {
    const [products, places] = [
      await markChoices.approved('product', organisation),
      await markChoices.approved('place', organisation),
    ];
    const asOption = ({ id, title }: { id: string; title: string }) => ({ value: id, label: title });
    return { products: products.map(asOption), places: places.map(asOption) };
  }
}
