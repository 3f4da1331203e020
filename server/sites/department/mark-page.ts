import { may } from '../../domain/roles.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Grant, GrantPage, Mark } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { contentRows } from '../shared/content-rows.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { markKinds } from '../shared/field-catalogue.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { historyPanel } from './history-panel.ts';
import { marksRoot } from './mark-list-page.ts';
import { recordAddress } from './record-address.ts';
import { doneFlash } from './record-pages.ts';
import { readingOf } from './record-reading.ts';
import { grantTag, markTag } from './record-tags.ts';

/** A mark in the register, and who may use it. */
export async function sendMark(
  services: DepartmentServices,
  visit: Visit,
  { mark, grants }: { mark: Mark; grants: GrantPage },
): Promise<void> {
  const { t, actor } = visit;
  const { id, content, sample } = mark;
  const rows = contentRows(await readingOf(services, visit, 'mark', [content]), 'mark', content);
  const body = html`${breadcrumb({ t, trail: [{ href: marksRoot, label: t('department.marks-title') }], current: content.name })}
  ${pageHead({
    title: content.name,
    lead: t(markKinds[content.kind]),
    tag: markTag(t, content.stage),
    actions:
      may(actor, 'marks.write') &&
      linkButton({ href: `${recordAddress('mark', id)}/edit`, label: t('common.edit'), icon: 'pencil' }),
  })}
  ${
    content.stage !== 'granted' &&
    notice({ t, kind: 'info', title: t('department.mark-not-yet'), body: t('department.mark-not-yet-lead') })
  }
  ${grantsSection(visit, mark, grants)}
  ${summaryList(
    rows.filter(({ value }) => value !== undefined),
    t,
  )}
  ${await historyPanel(services, visit, { kind: 'mark', id })}`;
  send(visit, { title: content.name, current: 'marks', isSample: sample, flash: doneFlash(visit), body });
}

function grantsSection(visit: Visit, { id, content }: Mark, { items, next }: GrantPage): Html {
  const { t, actor, lang, req } = visit;
  const address = recordAddress('mark', id);
  const add =
    may(actor, 'grants.decide') &&
    content.stage === 'granted' &&
    linkButton({
      href: `${address}/grants/new`,
      label: t('department.grant-new'),
      kind: 'primary',
      icon: 'plus',
    });
  return html`<section class="stack-close">
    <h2>${t('department.grants-title')}</h2>
    ${items.length > 0 && add && html`<p>${add}</p>`}
    ${dataTable<Grant>({
      caption: t('department.grants-title'),
      isCaptionHidden: true,
      columns: [
        {
          head: t('record.grant-organisation'),
          cell: (grant) => html`<a href="${recordAddress('grant', grant.id)}">${grant.organisation.name}</a>`,
        },
        { head: t('record.grant-number'), cell: (grant) => code(grant.content.number) },
        { head: t('record.grant-from'), cell: (grant) => formatDate(grant.content.from, lang), kind: 'date' },
        { head: t('record.grant-to'), cell: (grant) => formatDate(grant.content.to, lang), kind: 'date' },
        { head: t('department.state'), cell: (grant) => grantTag(t, grant.state), kind: 'tight' },
      ],
      rows: items,
      empty: {
        icon: 'stamp',
        title: t('department.grants-none'),
        sentence: t(
          content.stage === 'granted' ? 'department.grants-none-next' : 'department.grants-need-title',
        ),
        action: add,
      },
      pagination: pagination({
        t,
        previousHref: req.query['after'] === undefined ? undefined : address,
        nextHref: next === undefined ? undefined : addressOf(address, { after: next }),
      }),
    })}
  </section>`;
}
