import { notFound } from '../../domain/errors.ts';
import { html } from '../../platform/html.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import { notice } from '../shared/notices.ts';
import { unitOptions } from '../shared/unit-options.ts';
import { addGrantForm, doneAt } from './grant-form-route.ts';
import type { GrantForms } from './grant-form-route.ts';
import { addReasonForms } from './grant-reason-pages.ts';
import { receiving, uploadedIn } from './mark-files.ts';
import { checkFields, checkFrom } from './site-check-form.ts';

/** What is done about a right of use: checked, proposed, decided, renewed, suspended, raised. */
export function addGrantActs(forms: GrantForms): void {
  addCheck(forms);
  addProposal(forms);
  addDecision(forms);
  addRenewal(forms);
  addRaise(forms);
  addReasonForms(forms);
}

function addCheck(forms: GrantForms): void {
  addGrantForm(forms, {
    path: 'check',
    right: 'grants.manage',
    contract: 'SiteCheck',
    form: (visit, { id }) => ({
      title: visit.t('marks.check-new'),
      start: {},
      fields: (form, values) => checkFields(visit, form, values),
      submit: { label: visit.t('common.save') },
      read: checkFrom,
      async save(content, by) {
        await forms.services.grants.check(id, content, by);
        return doneAt(visit, id, 'saved');
      },
    }),
  });
}

function addProposal(forms: GrantForms): void {
  const { services } = forms;
  addGrantForm(forms, {
    path: 'grant',
    right: 'grants.manage',
    contract: 'GrantProposalContent',
    receive: receiving(services, { name: 'decisionFile', kind: 'document' }),
    form: (visit, { id, content: { number, decisionNumber } }) => {
      const { t } = visit;
      return {
        title: t('marks.propose-grant'),
        lead: t('marks.propose-lead'),
        isUpload: true,
        start: { number, decisionNumber },
        fields: async (form, values) =>
          html`${form.text('number', { label: t('record.grant-number'), limit: 60, width: 'medium' })}
          ${form.text('decisionNumber', { label: t('record.grant-decision'), isOptional: true, limit: 60, width: 'medium' })}
          ${form.files('decisionFile', {
            label: t('record.grant-decision-file'),
            accept: 'application/pdf',
            isMultiple: false,
            isOptional: true,
            uploaded: await uploadedIn(services, visit, values['decisionFile']),
          })}`,
        submit: { label: t('marks.propose') },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({
            act: 'grant',
            number: fields.text('number'),
            decisionNumber: fields.text('decisionNumber'),
            decisionFile: fields.text('decisionFile'),
          });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await services.decisions.propose(id, content, by);
          return doneAt(visit, id, 'proposed');
        },
      };
    },
  });
}

function addDecision(forms: GrantForms): void {
  addGrantForm(forms, {
    path: 'decide',
    right: 'grants.decide',
    contract: 'GrantQuery',
    form: (visit, { id, proposal, organisation }) => {
      if (!proposal) throw notFound();
      const { t } = visit;
      const { act, reason } = proposal;
      return {
        title: t(`marks.decide-${act}`),
        lead: organisation.name,
        above: notice({
          t,
          kind: act === 'grant' ? 'info' : 'stop',
          title: t(`marks.proposed-${act}`),
          body: reason ?? t('marks.decide-lead'),
        }),
        start: {},
        fields: () => undefined,
        submit: { label: t('marks.decide'), kind: act === 'grant' ? 'primary' : 'stop' },
        read: () => ({ content: {}, faults: [] }),
        async save(_nothing, by) {
          const { state } = await forms.services.decisions.decide(id, by);
          return doneAt(visit, id, state === 'granted' ? 'grant' : 'saved');
        },
      };
    },
  });
}

function addRenewal(forms: GrantForms): void {
  addGrantForm(forms, {
    path: 'renew',
    right: 'grants.manage',
    contract: 'GrantRenewal',
    form: (visit, grant) => {
      const { t } = visit;
      return {
        title: t('marks.renew'),
        lead: t('marks.renew-lead'),
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
          const { id } = await forms.services.decisions.renew(grant.id, content, by);
          return doneAt(visit, id, 'proposed');
        },
      };
    },
  });
}

function addRaise(forms: GrantForms): void {
  const { balances } = forms.services;
  addGrantForm(forms, {
    path: 'raise/:season',
    right: 'grants.decide',
    contract: 'CapacityRaise',
    async form(visit, { id }, req) {
      const { t, actor } = visit;
      const { items } = await balances.list(id, actor);
      const balance = items.find((one) => one.id === `${id}:${String(req.params['season'])}`);
      if (!balance) throw notFound();
      const { unit } = balance.limit;
      return {
        title: t('marks.raise-title', { season: balance.season }),
        lead: t('marks.raise-lead'),
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
          await balances.raise(id, content, by);
          return doneAt(visit, id, 'saved');
        },
      };
    },
  });
}
