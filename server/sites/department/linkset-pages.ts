import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { DomainError, invalid } from '../../domain/errors.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import type { UploadedFile } from '../../features/files/file-service.ts';
import { linksetIn, linksetText } from '../../domain/linkset-file.ts';
import { changeBy } from '../../platform/api-router.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { dataTable } from '../shared/data-table.ts';
import { actionBar, formFor } from '../shared/form.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { linksRoot } from './link-pages.ts';

const mostShown = 200;

/** Taking over another resolver's links, and handing ours on. */
export function linksetPages({ linkRegister, publicOrigin }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(`${linksRoot}/import`, needs('linksets.write'), (req, res) => {
    sendImport(visitFor(req, res), {});
  });

  router.post(
    `${linksRoot}/import`,
    needs('linksets.write'),
    ...receiveForm([{ name: 'file.new', maxCount: 1 }]),
    async (req, res) => {
      const visit = visitFor(req, res);
      const values = postedValues(req.body);
      const takeDefaults = values['takeDefaults'] === 'yes';
      try {
        const [file] = (req.files as Record<string, UploadedFile[]> | undefined)?.['file.new'] ?? [];
        if (!file) throw invalid([{ pointer: '/file', key: 'link.import-missing' }]);
        const text = file.buffer.toString('utf8');
        const by = changeBy(req, visit.actor, values['key'], [takeDefaults, text]);
        const { count } = await linkRegister.importLinkset(linksetIn(text), by, { takeDefaults });
        res.redirect(303, `${linksRoot}?imported=${count}`);
      } catch (error) {
        sendRefused(visit, values, error);
      }
    },
  );

  /** Written as it is read: a province's links need not fit in memory. */
  router.get(`${linksRoot}/export`, needs('links.read'), async (_req, res) => {
    res.set({
      'Content-Type': 'application/linkset+json',
      'Content-Disposition': 'attachment; filename="linkset.json"',
      'Cache-Control': 'no-store',
    });
    await pipeline(linksetText(linkRegister.exported(), publicOrigin), res);
  });

  return router;
}

interface ShownImport {
  values?: FieldValues;
  faults?: readonly FieldText[];
  /** What is wrong inside the file, by its place. */
  inside?: readonly FieldText[];
}

/** A fault inside the file stands in the list below; the field says how many there are. */
function sendRefused(visit: Visit, values: FieldValues, error: unknown): void {
  const { t, res } = visit;
  const texts = refusal(error, res, t);
  const isInside = error instanceof DomainError && texts.every(({ pointer }) => pointer !== '/file');
  if (!isInside) sendImport(visit, { values, faults: texts });
  else {
    const text = t('link.import-faulty', { count: texts.length });
    sendImport(visit, { values, faults: [{ pointer: '/file', text }], inside: texts });
  }
}

function sendImport(visit: Visit, { values = {}, faults = [], inside = [] }: ShownImport): void {
  const { t } = visit;
  const title = t('link.import');
  const form = formFor(t, { values, faults });
  const fields = html`${form.files('file', {
    label: t('link.import-file'),
    accept: 'application/json,application/linkset+json,.json',
    isMultiple: false,
  })}
  ${form.agree('takeDefaults', { label: t('link.import-take-defaults'), isOptional: true })}`;
  const body = html`${breadcrumb({ t, trail: [{ href: linksRoot, label: t('link.all') }], current: title })}
  ${pageHead({ title, lead: t('link.import-lead') })}
  ${form.enclose({
    action: `${linksRoot}/import`,
    isUpload: true,
    hidden: { key: newSecret() },
    body: fields,
    bar: actionBar({
      primary: { label: t('link.import-submit') },
      others: linkButton({ href: linksRoot, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}
  ${faultList(visit, inside)}`;
  send(visit, { title, current: 'links', hasFaults: form.hasFaults, body });
}

function faultList({ t }: Visit, faults: readonly FieldText[]): Hole {
  if (faults.length === 0) return undefined;
  return html`<section class="stack-close">
    <h2>${t('link.faults')}</h2>
    ${dataTable<FieldText>({
      caption: t('link.faults'),
      isCaptionHidden: true,
      columns: [
        { head: t('link.fault-place'), cell: ({ pointer }) => code(pointer === '' ? '/' : pointer) },
        { head: t('link.fault-reason'), cell: ({ text }) => text },
      ],
      rows: faults.slice(0, mostShown),
      empty: { icon: 'check', title: '' },
    })}
    ${faults.length > mostShown && html`<p>${t('link.faults-more', { count: faults.length - mostShown })}</p>`}
  </section>`;
}
