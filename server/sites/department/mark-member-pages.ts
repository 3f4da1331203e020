import type { Router } from 'express';
import { may } from '../../domain/roles.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Mark, Member } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import { linkButton } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm } from './form-route.ts';
import { markHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import { sendMarkPart, trailTo } from './mark-tabs.ts';

/** Who belongs to the collective of a mark: entered, listed, left. */
export function addMemberPages(
  router: Router,
  services: DepartmentServices,
  { visitFor, desk }: { visitFor: VisitFor; desk: MarkDesk },
): void {
  const { marks, members, markChoices } = services;
  const list = `${desk.marks}/:id/members`;

  router.get(list, needs('records.read'), async (req, res) => {
    const mark = await marks.find(idIn(req));
    const { items } = await members.list(mark.id);
    sendMembers(visitFor(req, res), mark, items);
  });

  addForm(router, visitFor, {
    path: `${list}/new`,
    right: 'marks.write',
    contract: 'MemberContent',
    async form(visit, req) {
      const { t } = visit;
      const mark = await marks.find(idIn(req));
      const options = (await markChoices.organisations()).map(({ id, title }) => ({
        value: id,
        label: title,
      }));
      return {
        title: t('marks.member-new'),
        trail: trailTo(visit, mark, 'members'),
        start: {},
        fields: (form) =>
          html`${form.select('organisation', { label: t('marks.member'), options })}
          ${form.date('joinedOn', { label: t('marks.joined-on') })}
          ${form.textarea('note', { label: t('record.note'), isOptional: true, limit: 500, rows: 2 })}`,
        submit: { label: t('common.save') },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({
            organisation: fields.text('organisation'),
            joinedOn: fields.date('joinedOn'),
            note: fields.text('note'),
          });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await members.join(mark.id, content, by);
          return `${markHref(visit, mark.id, 'members')}?done=saved`;
        },
      };
    },
  });

  addForm(router, visitFor, {
    path: `${list}/:member/leave`,
    right: 'marks.write',
    contract: 'MemberDeparture',
    async form(visit, req) {
      const { t } = visit;
      const mark = await marks.find(idIn(req));
      const member = idIn(req, 'member');
      return {
        title: t('marks.member-leave'),
        lead: t('marks.member-leave-lead'),
        trail: trailTo(visit, mark, 'members'),
        start: {},
        fields: (form) =>
          html`${form.date('leftOn', { label: t('marks.left-on'), hint: t('marks.left-on-hint') })}
          ${form.textarea('reason', { label: t('department.reason'), limit: 1000, rows: 3 })}`,
        submit: { label: t('marks.member-leave'), kind: 'stop' },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({ leftOn: fields.date('leftOn'), reason: fields.text('reason') });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await members.leave(member, content, by);
          return `${markHref(visit, mark.id, 'members')}?done=saved`;
        },
      };
    },
  });
}

function sendMembers(visit: Visit, mark: Mark, members: readonly Member[]): void {
  const { t, lang, actor } = visit;
  const mayWrite = may(actor, 'marks.write');
  const add =
    mayWrite &&
    linkButton({
      href: markHref(visit, mark.id, 'members/new'),
      label: t('marks.member-new'),
      kind: 'primary',
      icon: 'plus',
    });
  sendMarkPart(visit, {
    mark,
    part: 'members',
    actions: members.length > 0 && add,
    body: dataTable<Member>({
      caption: t('marks.part-members'),
      isCaptionHidden: true,
      columns: [
        { head: t('marks.member'), cell: ({ organisation }) => organisation.name },
        { head: t('marks.joined-on'), cell: ({ joinedOn }) => formatDate(joinedOn, lang), kind: 'date' },
        {
          head: t('department.state'),
          cell: ({ leftOn, reason }) =>
            leftOn === null
              ? statusTag({ kind: 'good', text: t('marks.is-member') })
              : html`${statusTag({ kind: 'neutral', text: t('marks.has-left', { date: formatDate(leftOn, lang) }) })}
                  <span class="soft">${reason}</span>`,
        },
        {
          head: t('marks.act'),
          cell: ({ id, leftOn, organisation }) =>
            mayWrite &&
            leftOn === null &&
            html`<a href="${markHref(visit, mark.id, `members/${id}/leave`)}"
              >${t('marks.member-leave')}<span class="unseen"> ${organisation.name}</span></a
            >`,
        },
      ],
      rows: members,
      empty: {
        icon: 'user',
        title: t('marks.members-none'),
        sentence: t('marks.members-none-next'),
        action: add,
      },
    }),
  });
}
