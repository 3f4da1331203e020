import { markStages } from '../../domain/mark-right.ts';
import { may } from '../../domain/roles.ts';
import type { Mark, MarkPage, MarkQuery, MarkReminder } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { markKinds, markStageWords } from '../shared/field-catalogue.ts';
import { formFor } from '../shared/form.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { addressOf, send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { markHref } from './mark-desk.ts';
import { reminderList } from './mark-overview-page.ts';
import { markTag } from './record-tags.ts';

/** The register of marks; a project is never shown as registered. */
export function sendMarks(
  visit: Visit,
  { page, query, due }: { page: MarkPage; query: MarkQuery; due: readonly MarkReminder[] },
): void {
  const { t, actor, desk } = visit;
  const marksRoot = desk.marks;
  const title = t('department.marks-title');
  const add =
    may(actor, 'marks.write') &&
    linkButton({ href: `${marksRoot}/new`, label: t('department.mark-new'), kind: 'primary', icon: 'plus' });
  const { q, kind, stage } = query;
  const isFiltered = [q, kind, stage].some((value) => value !== undefined);
  const form = formFor(t, { values: { q, kind, stage }, isFilter: true });
  const body = html`${pageHead({ title, lead: t('department.marks-lead'), actions: add })}
  ${due.length > 0 && reminderList(visit, due.slice(0, 8))}
  ${dataTable<Mark>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('record.mark-name'),
        cell: ({ id, content }) => html`<a href="${markHref(visit, id)}">${content.name}</a>`,
      },
      { head: t('record.mark-kind'), cell: ({ content }) => t(markKinds[content.kind]) },
      { head: t('record.mark-stage'), cell: ({ content }) => markTag(t, content.stage) },
      { head: t('record.mark-owner'), cell: ({ owner }) => owner.name },
      { head: t('department.mark-number'), cell: ({ content }) => numberOf(content) },
    ],
    rows: page.items,
    toolbar: filterBar({
      t,
      action: marksRoot,
      fields: html`${form.text('q', { label: t('department.mark-search'), type: 'search' })}
      ${form.select('kind', {
        label: t('record.mark-kind'),
        prompt: t('department.any-kind'),
        options: Object.entries(markKinds).map(([value, key]) => ({ value, label: t(key) })),
      })}
      ${form.select('stage', {
        label: t('record.mark-stage'),
        prompt: t('department.any-stage'),
        options: markStages.map((value) => ({ value, label: t(markStageWords[value]) })),
      })}`,
      clearHref: isFiltered ? marksRoot : undefined,
    }),
    empty: isFiltered
      ? { icon: 'search', title: t('department.nothing-found'), sentence: t('department.nothing-found-next') }
      : {
          icon: 'certificate',
          title: t('department.marks-none'),
          sentence: t('department.marks-none-next'),
          action: add,
        },
    pagination: pagination({
      t,
      previousHref: query.after === undefined ? undefined : addressOf(marksRoot, { q, kind, stage }),
      nextHref:
        page.next === undefined ? undefined : addressOf(marksRoot, { q, kind, stage, after: page.next }),
    }),
  })}`;
  send(visit, { title, current: 'marks', isSample: page.items.some(({ sample }) => sample), body });
}

/** The number of the title where there is one; of the application, said so, before. */
function numberOf({ certificateNumber, applicationNumber }: Mark['content']) {
  const number = certificateNumber ?? applicationNumber;
  return number === undefined ? undefined : code(number);
}
