import type { Request, Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import type { Batch } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { fieldReader } from '../shared/field-reader.ts';
import { addFormRoute } from '../shared/form-route.ts';
import { notice } from '../shared/notices.ts';
import { linkButton } from '../shared/page-parts.ts';
import { suspensionLine, suspensionPanel } from '../shared/suspension-panel.ts';
import { describeUploads, keepUploads } from './file-uploads.ts';
import type { ProducerServices } from './producer-services.ts';
import { receivedSlots } from './record-kind.ts';
import type { FileSlot } from './record-kind.ts';
import { idIn, send } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const slots: readonly FileSlot[] = [{ name: 'files', most: 10 }];

/** The producer's word on a suspension (Circular 31/2026/TT-BCT Article 11), with what proves it. */
export function addExplanationRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { batches, files } = services;
  const desk = {
    guards: [],
    visitFor,
    send: (visit: Visit, page: Parameters<typeof send>[1]) => {
      send(visit, { ...page, current: 'batch' });
    },
  };

  addFormRoute(router, desk, {
    path: '/producer/batches/:id/explanation',
    contract: 'Explanation',
    receive: {
      handlers: receiveForm(receivedSlots(slots)),
      keep: async (visit, posted) => {
        const kept = await keepUploads(files, slots, visit, posted);
        return { values: { ...kept.values, key: posted['key'] }, faults: kept.faults };
      },
    },
    async form(visit, req: Request) {
      const { t } = visit;
      const batch = await batches.read(idIn(req), visit.actor);
      const { suspension } = batch;
      if (!suspension) throw notFound();
      const back = `/producer/batches/${batch.id}`;
      return {
        title: t('suspension.explain-title'),
        lead: batch.title,
        trail: [
          { href: '/producer/batches', label: t('producer.batch-list') },
          { href: back, label: batch.title },
        ],
        above: notice({
          t,
          kind: suspension.state === 'overdue' ? 'warn' : 'info',
          title: suspensionLine(visit, suspension),
          body: t('suspension.explain-why', { reason: suspension.reason }),
        }),
        start: {},
        isUpload: true,
        submit: { label: t('suspension.explain-send') },
        fields: async (form, values) => {
          const uploads = await describeUploads(files, slots, visit, values);
          return html`${form.textarea('text', {
            label: t('suspension.explain-text'),
            hint: t('suspension.explain-hint'),
            limit: 4000,
            rows: 8,
          })}
          ${form.files('files', {
            label: t('suspension.explain-files'),
            hint: t('suspension.explain-files-hint'),
            accept: 'image/jpeg,image/png,image/webp,application/pdf',
            uploaded: uploads['files'],
            isOptional: true,
          })}`;
        },
        read(values, language) {
          const fields = fieldReader(values, language);
          const text = fields.text('text');
          const content = { ...(text !== undefined && { text }), files: fields.list('files') };
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await batches.explain(batch.id, content, by);
          return `${back}?done=explained`;
        },
      };
    },
  });
}

/** What stands on the batch's page while it is suspended, and afterwards how it ended. */
export async function suspensionSection(
  { files }: Pick<ProducerServices, 'files'>,
  visit: Visit,
  { id, suspension, actions }: Batch,
): Promise<Hole> {
  if (!suspension) return undefined;
  const { t } = visit;
  const said = await files.describe(suspension.explanation?.files ?? []);
  return html`${suspensionPanel(visit, suspension, said)}
  ${
    actions.includes('explain') &&
    html`<p class="buttons">
      ${linkButton({
        href: `/producer/batches/${id}/explanation`,
        label: t('suspension.explain'),
        kind: 'primary',
        icon: 'pencil',
      })}
    </p>`
  }`;
}
