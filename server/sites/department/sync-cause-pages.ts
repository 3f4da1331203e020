import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import type { SyncCauses } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { syncAct } from './sync-acts.ts';
import { messageAddress, syncRoot } from './sync-addresses.ts';

type Cause = SyncCauses['items'][number];

const root = `${syncRoot}/causes`;

/** Refusals grouped by cause: mended once, sent again together. */
export function causePages(router: Router, { sync }: DepartmentServices, visitFor: VisitFor): void {
  router.get(root, needs('sync.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const { items } = await sync.causes();
    const title = t('sync.causes');
    const count = Number(req.query['requeued']);
    const body = html`${breadcrumb({ t, trail: [{ href: syncRoot, label: t('department.sync-title') }], current: title })}
    ${pageHead({ title, lead: t('sync.causes-lead') })} ${causeTable(visit, items)}`;
    const done = count > 0 && flash({ t, kind: 'good', title: t('sync.cause-requeued', { count }) });
    send(visit, { title, current: 'sync', flash: done, body });
  });

  syncAct(router, visitFor, {
    path: `${root}/requeue`,
    right: 'sync.retry',
    async told(visit) {
      const { t } = visit;
      const { count } = await causeIn(visit);
      return {
        title: t('sync.cause-requeue'),
        consequence: t('sync.cause-requeue-lead', { count }),
        label: t('sync.cause-requeue'),
        kind: 'info',
        back: { href: root, label: t('sync.causes') },
      };
    },
    async act(visit, reason, by) {
      const { gateway, code: errorCode, field, words } = await causeIn(visit);
      const { count } = await sync.requeueCause({ gateway, code: errorCode, field, words, reason }, by);
      return `${root}?requeued=${count}`;
    },
  });

  /** The cause named by one of its messages, as it stands now. */
  async function causeIn({ req }: Visit): Promise<Cause> {
    const { items } = await sync.causes();
    const cause = items.find(({ example }) => example === req.query['of']);
    if (!cause) throw notFound();
    return cause;
  }
}

function causeTable(visit: Visit, items: readonly Cause[]): Hole {
  const { t } = visit;
  return dataTable<Cause>({
    caption: t('sync.causes'),
    isCaptionHidden: true,
    columns: [
      { head: t('sync.cause'), cell: (cause) => causeText(visit, cause) },
      {
        head: t('department.kind'),
        cell: ({ kinds }) => kinds.map((kind) => t(`gateway.kind-${kind}`)).join(', '),
      },
      { head: t('sync.cause-count'), cell: ({ count }) => count, kind: 'number' },
      { head: t('sync.cause-oldest'), cell: ({ oldest }) => instantText(oldest, visit), kind: 'date' },
      { head: t('sync.decide'), cell: (cause) => causeActions(visit, cause) },
    ],
    rows: items,
    empty: { icon: 'check', title: t('sync.causes-none') },
  });
}

function causeText({ t }: Visit, { gateway, code: errorCode, field, words, trouble }: Cause): Hole {
  const said = trouble === null ? html`<q lang="vi">${words}</q>` : t(`gateway.trouble-${trouble}`);
  return html`${said}
    <span class="soft"
      >${t(`gateway.name-${gateway}`)}${trouble === null && html` · ${code(errorCode)}`}${
        field !== null && html` · ${code(field)}`
      }</span
    >`;
}

function causeActions({ t, actor }: Visit, { code: errorCode, gateway, example }: Cause): Hole {
  const all = addressOf(syncRoot, { state: 'refused', code: errorCode, gateway });
  return html`<span class="buttons"
    >${may(actor, 'sync.retry') && linkButton({ href: addressOf(`${root}/requeue`, { of: example }), label: t('sync.cause-requeue') })}
    <a href="${all}">${t('sync.cause-all')}</a>
    <a href="${messageAddress(example)}">${t('sync.cause-example')}</a></span
  >`;
}
