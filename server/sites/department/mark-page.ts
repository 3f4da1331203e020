import { may } from '../../domain/roles.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Grant, GrantPage, Mark } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { grantTag } from '../shared/grant-panels.ts';
import { contentRows } from '../shared/content-rows.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { fieldLabel } from '../shared/field-labels.ts';
import { notice } from '../shared/notices.ts';
import { linkButton } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { historyPanel } from './history-panel.ts';
import { grantHref, markHref } from './mark-desk.ts';
import { sendMarkPart } from './mark-tabs.ts';
import { readingOf } from './record-reading.ts';

/** A mark in the register, and who may use it. */
export async function sendMark(
  services: DepartmentServices,
  visit: Visit,
  { mark, grants }: { mark: Mark; grants: GrantPage },
): Promise<void> {
  const { t, actor } = visit;
  const { id, content } = mark;
  const rows = contentRows(await readingOf(services, visit, 'mark', [content]), 'mark', content);
  sendMarkPart(visit, {
    mark,
    part: 'facts',
    actions: html`${
      may(actor, 'marks.write') &&
      linkButton({ href: markHref(visit, id, 'edit'), label: t('common.edit'), icon: 'pencil' })
    }
    ${
      content.stage === 'granted' &&
      linkButton({ href: `/register/marks/${id}`, label: t('marks.public-page'), kind: 'quiet' })
    }`,
    body: html`${
      content.stage !== 'granted' &&
      notice({
        t,
        kind: 'info',
        title: t('department.mark-not-yet'),
        body: t('department.mark-not-yet-lead'),
      })
    }
    ${warnings(visit, mark)} ${grantsSection(visit, mark, grants)}
    ${summaryList(
      rows.filter(({ value }) => value !== undefined),
      t,
    )}
    ${await historyPanel(services, visit, { kind: 'mark', id })}`,
  });
}

function warnings({ t }: Visit, { warnings: found }: Mark): Hole {
  return found.map(({ pointer, usual }) => {
    const label = fieldLabel('mark', pointer);
    return notice({
      t,
      kind: 'warn',
      title: t('marks.unusual-number', { field: label ? t(label) : pointer, usual }),
    });
  });
}

function grantsSection(visit: Visit, { id, content }: Mark, { items, next }: GrantPage): Html {
  const { t, actor, lang, req } = visit;
  const address = markHref(visit, id);
  const add =
    may(actor, 'grants.manage') &&
    content.stage === 'granted' &&
    linkButton({
      href: `${address}/grants/new`,
      label: t('marks.grant-apply'),
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
          cell: (grant) => html`<a href="${grantHref(visit, grant.id)}">${grant.organisation.name}</a>`,
        },
        { head: t('record.grant-number'), cell: (grant) => numberOf(visit, grant) },
        { head: t('record.grant-from'), cell: (grant) => formatDate(grant.content.from, lang), kind: 'date' },
        { head: t('record.grant-to'), cell: (grant) => formatDate(grant.content.to, lang), kind: 'date' },
        {
          head: t('department.state'),
          cell: (grant) =>
            html`${grantTag(t, grant.state)}
            ${grant.proposal && html`<span class="soft">${t('marks.waits-second')}</span>`}`,
          kind: 'tight',
        },
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

export function numberOf({ t }: Visit, { content: { number } }: Grant): Hole {
  return number === undefined ? html`<span class="soft">${t('mark.no-number')}</span>` : code(number);
}
