import type { Request, Router } from 'express';
import { html } from '../../platform/html.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import { notice } from '../shared/notices.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm } from './form-route.ts';
import { checkFields, checkFrom } from './grant-forms.ts';
import { addGrantDecisions } from './grant-decision-pages.ts';
import { trailOf } from './grant-trail.ts';
import { grantHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import { keepDocument } from './mark-files.ts';

/** What is done about a right of use: checked, proposed, decided, renewed, suspended, raised; each asks for its reason. */
export function addGrantActs(
  router: Router,
  services: DepartmentServices,
  { visitFor, desk }: { visitFor: VisitFor; desk: MarkDesk },
): void {
  const { grants, decisions } = services;
  const one = `${desk.grants}/:id`;

  const found = (visit: Visit, req: Request) => grants.find(idIn(req), visit.actor);

  addForm(router, visitFor, {
    path: `${one}/check`,
    right: 'grants.manage',
    contract: 'SiteCheck',
    async form(visit, req) {
      const grant = await found(visit, req);
      return {
        title: visit.t('marks.check-new'),
        trail: trailOf(visit, grant),
        start: {},
        fields: (form, values) => checkFields(visit, form, values),
        submit: { label: visit.t('common.save') },
        read: checkFrom,
        async save(content, by) {
          await grants.check(grant.id, content, by);
          return `${grantHref(visit, grant.id)}?done=saved`;
        },
      };
    },
  });

  addForm(router, visitFor, {
    path: `${one}/grant`,
    right: 'grants.manage',
    contract: 'GrantProposalContent',
    receive: {
      handlers: receiveForm([{ name: 'decisionFile.new', maxCount: 1 }]),
      keep: (visit, values) => keepDocument(services, visit, values, 'decisionFile'),
    },
    async form(visit, req) {
      const { t } = visit;
      const grant = await found(visit, req);
      return {
        title: t('marks.propose-grant'),
        lead: t('marks.propose-lead'),
        trail: trailOf(visit, grant),
        isUpload: true,
        start: { number: grant.content.number, decisionNumber: grant.content.decisionNumber },
        fields: (form) =>
          html`${form.text('number', { label: t('record.grant-number'), limit: 60, width: 'medium' })}
          ${form.text('decisionNumber', { label: t('record.grant-decision'), isOptional: true, limit: 60, width: 'medium' })}
          ${form.files('decisionFile', {
            label: t('record.grant-decision-file'),
            accept: 'application/pdf',
            isMultiple: false,
            isOptional: true,
            uploaded: [],
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
          await decisions.propose(grant.id, content, by);
          return `${grantHref(visit, grant.id)}?done=proposed`;
        },
      };
    },
  });

  for (const act of ['refuse', 'revoke'] as const) {
    addForm(router, visitFor, {
      path: `${one}/${act}`,
      right: 'grants.manage',
      contract: 'GrantProposalContent',
      async form(visit, req) {
        const { t } = visit;
        const grant = await found(visit, req);
        return {
          title: t(act === 'revoke' ? 'department.grant-revoke-title' : 'marks.propose-refuse'),
          trail: trailOf(visit, grant),
          above: notice({
            t,
            kind: 'stop',
            title: t('department.what-follows'),
            body: `${t(act === 'revoke' ? 'department.grant-revoke-consequence' : 'marks.refuse-consequence')} ${t('marks.propose-lead')}`,
          }),
          start: {},
          fields: (form) =>
            form.textarea('reason', {
              label: t('department.reason'),
              hint: t('department.grant-reason-hint'),
              limit: 1000,
              rows: 4,
            }),
          submit: { label: t('marks.propose'), kind: 'stop' },
          read: (values, language) => {
            const fields = fieldReader(values, language);
            return { content: given({ act, reason: fields.text('reason') }), faults: fields.faults };
          },
          async save(content, by) {
            await decisions.propose(grant.id, content, by);
            return `${grantHref(visit, grant.id)}?done=proposed`;
          },
        };
      },
    });
  }

  addGrantDecisions(router, services, { visitFor, desk });
}
