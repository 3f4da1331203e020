import { Router } from 'express';
import { may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { ScanNorm } from '../../platform/contract-types.ts';
import { parseText } from '../../platform/contracts.ts';
import { html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { actionBar, formFor } from '../shared/form.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { saving } from './saving.ts';

export const normsRoot = '/department/scan-norms';
const one = `${normsRoot}/:id`;
const limits = ['sessions', 'provinces', 'days'] as const;

/** What is still usual for each product; above it a stamp gets a signal. */
export function normPages({ scans, products }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();
  const { norms } = scans;

  router.get(normsRoot, needs('scans.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t, actor } = visit;
    const { after } = filterIn('RecordQuery', req, ['after']);
    const page = await products.list(actor, { limit: 25, after });
    const rows: ScanNorm[] = [];
    for (const { id } of page.items) rows.push(await norms.read(id, actor));
    const title = t('scans.norms-title');
    const isSaved = req.query['done'] === 'saved';
    const body = html`${pageHead({ title, lead: t('scans.norms-lead') })}
    ${dataTable<ScanNorm>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        { head: t('scans.product'), cell: (norm) => nameOf(visit, norm) },
        ...limits.map((limit) => ({
          head: t(`scans.norm-${limit}`),
          cell: (norm: ScanNorm) => norm[limit],
          kind: 'number' as const,
        })),
        { head: '', cell: ({ isDefault }) => t(isDefault ? 'scans.norm-default' : 'scans.norm-own') },
      ],
      rows,
      empty: { icon: 'box', title: t('scans.norms-none'), sentence: t('scans.norms-none-next') },
      pagination: pagination({
        t,
        previousHref: after === undefined ? undefined : normsRoot,
        nextHref: page.next === undefined ? undefined : addressOf(normsRoot, { after: page.next }),
      }),
    })}`;
    const done = isSaved && flash({ t, kind: 'good', title: t('scans.norm-saved') });
    send(visit, { title, current: 'anomalies', flash: done, body });
  });

  router.get(one, needs('norms.write'), async (req, res) => {
    const visit = visitFor(req, res);
    const norm = await norms.read(idIn(req), visit.actor);
    const values = Object.fromEntries(limits.map((limit) => [limit, String(norm[limit])]));
    sendForm(visit, norm, { values: { ...values, rev: String(norm.rev) } });
  });

  router.post(one, needs('norms.write'), async (req, res) => {
    const visit = visitFor(req, res);
    const { actor } = visit;
    const id = idIn(req);
    const { key, ...values } = postedValues(req.body);
    await saving(visit, {
      async save() {
        const { rev, ...typed } = values;
        const content = parseText('ScanNormContent', typed);
        await norms.set(id, content, { rev: Number(rev), by: changeBy(req, actor, key, values) });
        res.redirect(303, `${normsRoot}?done=saved`);
      },
      again: async (faults) => {
        sendForm(visit, await norms.read(id, actor), { values, faults });
      },
    });
  });

  return router;
}

function nameOf({ actor }: Visit, { product, title }: ScanNorm) {
  return may(actor, 'norms.write') ? html`<a href="${normsRoot}/${product}">${title}</a>` : title;
}

function sendForm(visit: Visit, norm: ScanNorm, state: { values: FieldValues; faults?: FieldText[] }): void {
  const { t } = visit;
  const title = t('scans.norm-title', { title: norm.title });
  const form = formFor(t, state);
  const { rev } = state.values;
  const body = html`${breadcrumb({ t, trail: [{ href: normsRoot, label: t('scans.norms-title') }], current: norm.title })}
  ${pageHead({ title, lead: t('scans.norms-lead') })}
  ${form.enclose({
    action: `${normsRoot}/${norm.product}`,
    hidden: { key: newSecret(), rev: typeof rev === 'string' ? rev : undefined },
    body: limits.map((limit) => form.text(limit, { label: t(`scans.norm-${limit}`), inputMode: 'numeric' })),
    bar: actionBar({
      primary: { label: t('scans.norm-set') },
      others: linkButton({ href: normsRoot, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'anomalies', hasFaults: form.hasFaults, body });
}
