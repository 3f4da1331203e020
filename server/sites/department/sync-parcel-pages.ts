import type { Router } from 'express';
import { invalid } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import type { UploadedFile } from '../../features/files/file-service.ts';
import { changeBy } from '../../platform/api-router.ts';
import { parse } from '../../platform/contracts.ts';
import type { Parcel, ParcelReceipt } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { dataTable } from '../shared/data-table.ts';
import { actionBar, formFor, submitButton } from '../shared/form.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { saving } from './saving.ts';
import { messageAddress, syncRoot } from './sync-addresses.ts';

const root = `${syncRoot}/parcels`;

/** Bundles for an upload by hand: make, carry, write the receipt down. */
export function parcelPages(router: Router, { parcels }: DepartmentServices, visitFor: VisitFor): void {
  if (!parcels.isOffered) return;

  router.get(root, needs('sync.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const { items, ready } = await parcels.list();
    const title = t('sync.parcels');
    const body = html`${breadcrumb({ t, trail: [{ href: syncRoot, label: t('department.sync-title') }], current: title })}
    ${pageHead({ title, lead: `${t('sync.parcels-lead')} ${t('sync.parcels-ready', { count: ready })}` })}
    ${
      ready > 0 &&
      may(visit.actor, 'sync.retry') &&
      formFor(t).enclose({
        action: root,
        hidden: { key: newSecret() },
        body: html`<p>${submitButton({ label: t('sync.parcel-make'), kind: 'primary' })}</p>`,
      })
    }
    ${parcelTable(visit, items)}`;
    send(visit, { title, current: 'sync', body });
  });

  router.post(root, needs('sync.retry'), async (req, res) => {
    const { actor } = visitFor(req, res);
    const { id } = await parcels.make(changeBy(req, actor, postedValues(req.body)['key'], null));
    res.redirect(303, `${root}/${id}?done=made`);
  });

  router.get(`${root}/:id`, needs('sync.read'), async (req, res) => {
    show(visitFor(req, res), await parcels.find(idIn(req)), {});
  });

  router.get(`${root}/:id/bundle.zip`, needs('sync.retry'), async (req, res) => {
    const { name, bytes } = await parcels.bundle(idIn(req));
    res.set({ 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'no-store' });
    res.type('zip').send(bytes);
  });

  router.post(
    `${root}/:id/receipt`,
    needs('sync.retry'),
    ...receiveForm([{ name: 'result.new', maxCount: 1 }]),
    async (req, res) => {
      const visit = visitFor(req, res);
      const values = postedValues(req.body);
      const id = idIn(req);
      await saving(visit, {
        async save() {
          const [file] = (req.files as Record<string, UploadedFile[]> | undefined)?.['result.new'] ?? [];
          const receipt = receiptIn(values, file?.buffer.toString('utf8') ?? '');
          await parcels.answer(id, receipt, changeBy(req, visit.actor, values['key'], receipt));
          res.redirect(303, `${root}/${id}?done=answered`);
        },
        again: async (faults) => show(visit, await parcels.find(id), { values, faults }),
      });
    },
  );
}

function parcelTable(visit: Visit, items: readonly Parcel[]): Hole {
  const { t } = visit;
  return dataTable<Parcel>({
    caption: t('sync.parcels'),
    isCaptionHidden: true,
    columns: [
      {
        head: t('sync.parcels'),
        cell: ({ id, number }) => html`<a href="${root}/${id}">${t('sync.parcel-of', { number })}</a>`,
      },
      { head: t('sync.made-at'), cell: ({ madeAt }) => instantText(madeAt, visit), kind: 'date' },
      { head: t('sync.parcel-count'), cell: ({ items: carried }) => carried.length, kind: 'number' },
      { head: t('department.state'), cell: (parcel) => parcelTag(visit, parcel), kind: 'tight' },
    ],
    rows: items,
    empty: { icon: 'file', title: t('sync.parcels-none') },
  });
}

function parcelTag({ t }: Visit, { state }: Parcel) {
  return statusTag({ kind: state === 'answered' ? 'good' : 'info', text: t(`sync.parcel-state-${state}`) });
}

interface ReceiptForm {
  values?: FieldValues;
  faults?: readonly FieldText[];
}

function show(visit: Visit, parcel: Parcel, { values = {}, faults = [] }: ReceiptForm): void {
  const { t, req, actor } = visit;
  const title = t('sync.parcel-of', { number: parcel.number });
  const address = `${root}/${parcel.id}`;
  const form = formFor(t, { values, faults });
  const isOpen = parcel.state === 'made' && may(actor, 'sync.retry');
  const receipt =
    isOpen &&
    html`<section class="stack-close">
      <h2>${t('sync.parcel-receipt')}</h2>
      ${form.enclose({
        action: `${address}/receipt`,
        isUpload: true,
        hidden: { key: newSecret() },
        body: html`${form.text('number', { label: t('sync.parcel-receipt-number'), limit: 100 })}
        ${form.textarea('refused', {
          label: t('sync.parcel-refused'),
          hint: t('sync.parcel-refused-hint'),
          isOptional: true,
          rows: 4,
        })}
        ${form.files('result', {
          label: t('sync.parcel-receipt-file'),
          accept: '.csv,text/csv',
          isMultiple: false,
          isOptional: true,
        })}`,
        bar: actionBar({ primary: { label: t('sync.parcel-receipt') } }),
      })}
    </section>`;
  const body = html`${breadcrumb({
    t,
    trail: [
      { href: syncRoot, label: t('department.sync-title') },
      { href: root, label: t('sync.parcels') },
    ],
    current: title,
  })}
  ${pageHead({
    title,
    tag: parcelTag(visit, parcel),
    lead: parcel.receipt === null ? undefined : `${t('sync.parcel-receipt-number')}: ${parcel.receipt}`,
    actions:
      may(actor, 'sync.retry') &&
      linkButton({
        href: `${address}/bundle.zip`,
        label: t('sync.parcel-download'),
        kind: 'primary',
        isDownload: true,
      }),
  })}
  ${receipt} ${itemTable(visit, parcel)}`;
  const done = req.query['done'];
  const said = done === 'made' || done === 'answered' ? t(`sync.parcel-${done}`) : undefined;
  send(visit, {
    title,
    current: 'sync',
    hasFaults: form.hasFaults,
    flash: said !== undefined && flash({ t, kind: 'good', title: said }),
    body,
  });
}

function itemTable({ t }: Visit, { items }: Parcel): Hole {
  return dataTable<Parcel['items'][number]>({
    caption: t('sync.parcel-count'),
    columns: [
      {
        head: t('department.record'),
        cell: ({ message, title }) => html`<a href="${messageAddress(message)}">${title}</a>`,
      },
      { head: t('sync.kind'), cell: ({ kind }) => t(`gateway.kind-${kind}`) },
      { head: t('sync.parcel-key'), cell: ({ message }) => html`<span class="code">${message}</span>` },
      {
        head: t('sync.outcome'),
        cell: ({ outcome, words }) =>
          outcome !== null && html`${t(`gateway.state-${outcome}`)} <span class="soft">${words}</span>`,
      },
    ],
    rows: items,
    empty: { icon: 'file', title: '' },
  });
}

/** Typed or uploaded, one refusal a line: the key, a comma, the portal's reason. */
function receiptIn({ number, refused }: FieldValues, uploaded: string): ParcelReceipt {
  const lines = [typeof refused === 'string' ? refused : '', uploaded.replace(/^\uFEFF/, '')]
    .join('\n')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const read = lines.map((line) => /^\s*"?([^",]+)"?\s*[,;]\s*"?(.+?)"?\s*$/.exec(line));
  const faults = read.flatMap((match, at) =>
    match ? [] : [{ pointer: '/refused', key: 'sync.parcel-line' as const, params: { line: at + 1 } }],
  );
  if (faults.length > 0) throw invalid(faults);
  return parse('ParcelReceipt', {
    number: typeof number === 'string' ? number.trim() : '',
    refused: read.flatMap((match) => (match ? [{ message: match[1], words: match[2] }] : [])),
  });
}
