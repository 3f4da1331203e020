import type { Request, Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { html } from '../../platform/html.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import { notice } from '../shared/notices.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm } from './form-route.ts';
import { trailOf } from './grant-trail.ts';
import { grantHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';

/** Decided by one: to suspend, to restore, to drop, to raise; and by the second, what the first proposed. */
export function addGrantDecisions(
  router: Router,
  services: DepartmentServices,
  { visitFor, desk }: { visitFor: VisitFor; desk: MarkDesk },
): void {
  const { grants, decisions, balances } = services;
  const one = `${desk.grants}/:id`;
  const found = (visit: Visit, req: Request) => grants.find(idIn(req), visit.actor);

  for (const act of ['suspend', 'restore', 'drop'] as const) {
    addForm(router, visitFor, {
      path: `${one}/${act}`,
      right: act === 'drop' ? 'grants.manage' : 'grants.decide',
      contract: 'ReasonGiven',
      async form(visit, req) {
        const { t } = visit;
        const grant = await found(visit, req);
        const label = t(act === 'drop' ? 'marks.drop' : `department.grant-${act}`);
        const consequence = t(
          act === 'drop' ? 'marks.drop-consequence' : `department.grant-${act}-consequence`,
        );
        return {
          title: act === 'drop' ? label : t(`department.grant-${act}-title`),
          trail: trailOf(visit, grant),
          above: notice({
            t,
            kind: act === 'suspend' ? 'warn' : 'info',
            title: t('department.what-follows'),
            body: consequence,
          }),
          start: {},
          fields: (form) =>
            form.textarea('reason', {
              label: t('department.reason'),
              hint: t('department.grant-reason-hint'),
              limit: 1000,
              rows: 4,
            }),
          submit: { label, kind: act === 'suspend' ? 'stop' : 'primary' },
          read: (values, language) => {
            const fields = fieldReader(values, language);
            return { content: given({ reason: fields.text('reason') }), faults: fields.faults };
          },
          async save({ reason }, by) {
            await decisions[act](grant.id, reason, by);
            return `${grantHref(visit, grant.id)}?done=${act === 'drop' ? 'saved' : act}`;
          },
        };
      },
    });
  }

  addForm(router, visitFor, {
    path: `${one}/decide`,
    right: 'grants.decide',
    contract: 'GrantQuery',
    async form(visit, req) {
      const { t } = visit;
      const grant = await found(visit, req);
      const { proposal } = grant;
      if (!proposal) throw notFound();
      return {
        title: t(`marks.decide-${proposal.act}`),
        lead: grant.organisation.name,
        trail: trailOf(visit, grant),
        above: notice({
          t,
          kind: proposal.act === 'grant' ? 'info' : 'stop',
          title: t(`marks.proposed-${proposal.act}`),
          body: proposal.reason ?? t('marks.decide-lead'),
        }),
        start: {},
        fields: () => undefined,
        submit: { label: t('marks.decide'), kind: proposal.act === 'grant' ? 'primary' : 'stop' },
        read: () => ({ content: {}, faults: [] }),
        async save(_nothing, by) {
          const decided = await decisions.decide(grant.id, by);
          return `${grantHref(visit, grant.id)}?done=${decided.state === 'granted' ? 'grant' : 'saved'}`;
        },
      };
    },
  });

  addForm(router, visitFor, {
    path: `${one}/renew`,
    right: 'grants.manage',
    contract: 'GrantRenewal',
    async form(visit, req) {
      const { t } = visit;
      const grant = await found(visit, req);
      return {
        title: t('marks.renew'),
        lead: t('marks.renew-lead'),
        trail: trailOf(visit, grant),
        start: {},
        fields: (form) =>
          html`${form.date('to', { label: t('record.grant-to') })}
          ${form.text('number', { label: t('record.grant-number'), limit: 60, width: 'medium' })}`,
        submit: { label: t('marks.propose') },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({ to: fields.date('to'), number: fields.text('number') });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          const { id } = await decisions.renew(grant.id, content, by);
          return `${grantHref(visit, id)}?done=proposed`;
        },
      };
    },
  });

  addForm(router, visitFor, {
    path: `${one}/raise/:season`,
    right: 'grants.decide',
    contract: 'CapacityRaise',
    async form(visit, req) {
      const { t, actor } = visit;
      const grant = await found(visit, req);
      const { items } = await balances.list(grant.id, actor);
      const balance = items.find(({ id }) => id === `${grant.id}:${String(req.params['season'])}`);
      if (!balance) throw notFound();
      const { unit } = balance.limit;
      return {
        title: t('marks.raise-title', { season: balance.season }),
        lead: t('marks.raise-lead'),
        trail: trailOf(visit, grant),
        start: { 'amount.unit': unit },
        fields: (form) =>
          html`${form.quantity('amount', { label: t('marks.raise-amount'), units: unitOptions([unit], t) })}
          ${form.textarea('reason', { label: t('department.reason'), limit: 1000, rows: 3 })}`,
        submit: { label: t('marks.raise') },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({
            balance: balance.id,
            amount: fields.quantity('amount'),
            reason: fields.text('reason'),
          });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await balances.raise(grant.id, content, by);
          return `${grantHref(visit, grant.id)}?done=saved`;
        },
      };
    },
  });
}
