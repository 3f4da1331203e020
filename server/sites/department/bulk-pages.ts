import { Router } from 'express';
import { changeBy } from '../../platform/api-router.ts';
import type { BulkApprovalResult } from '../../platform/contract-types.ts';
import { parse } from '../../platform/contracts.ts';
import { html } from '../../platform/html.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { dataTable } from '../shared/data-table.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { queueIn, queueRoot, reviewAddress } from './queue-address.ts';

/** Many approvals at one press, and what became of each. */
export function bulkPages({ submissions }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.post(`${queueRoot}/approvals`, needs('submissions.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const { key, ids } = (req.body ?? {}) as { key?: unknown; ids?: unknown };
    const chosen = [ids ?? []].flat();
    if (chosen.length === 0) {
      sendResult(visit, { items: [] });
      return;
    }
    const bulk = parse('BulkApproval', { ids: [...new Set(chosen)] });
    const by = changeBy(req, visit.actor, key, bulk);
    sendResult(visit, await submissions.approveAll(bulk.ids, by));
  });

  return router;
}

function sendResult(visit: Visit, { items }: BulkApprovalResult): void {
  const { t } = visit;
  const query = queueIn(visit);
  const title = t('desk.bulk-title');
  const approved = items.filter(({ outcome }) => outcome === 'approved').length;
  const back = addressOf(queueRoot, query);
  const lead =
    items.length === 0
      ? t('desk.bulk-none')
      : t('desk.bulk-done', { approved, left: items.length - approved });
  const body = html`${breadcrumb({ t, trail: [{ href: back, label: t('department.queue-title') }], current: title })}
  ${pageHead({ title, lead, actions: linkButton({ href: back, label: t('desk.bulk-back'), kind: 'primary' }) })}
  ${
    items.length > 0 &&
    dataTable<BulkApprovalResult['items'][number]>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        {
          head: t('department.record'),
          cell: ({ id, title: name }) => html`<a href="${reviewAddress(id, query)}">${name}</a>`,
        },
        { head: t('desk.bulk-result'), cell: (row) => resultCell(visit, row) },
      ],
      rows: items,
      empty: { icon: 'check', title },
    })
  }`;
  send(visit, { title, current: 'queue', body });
}

function resultCell({ t }: Visit, { outcome, code, params }: BulkApprovalResult['items'][number]) {
  if (outcome === 'approved') return statusTag({ kind: 'good', text: t('submission.state-approved') });
  const why = code === undefined ? '' : t(code as MessageKey, params);
  return html`${statusTag({ kind: 'warn', text: t('desk.bulk-left') })} ${why}`;
}
