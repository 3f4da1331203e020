import type { Router } from 'express';
import { regulationItems } from '../../domain/mark-regulation.ts';
import type { RegulationItem } from '../../domain/mark-regulation.ts';
import { may } from '../../domain/roles.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { File, Mark, Regulation } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dateField, fieldReader, given } from '../shared/field-reader.ts';
import { emptyState } from '../shared/notices.ts';
import { disclosure, linkButton } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm } from './form-route.ts';
import { receiving, uploadedIn } from './mark-files.ts';
import { markHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import { sendMarkPart, trailTo } from './mark-tabs.ts';

/** Regulations of use in dated versions, each with the items that the law asks of its kind of mark. */
export function addRegulationPages(
  router: Router,
  services: DepartmentServices,
  { visitFor, desk }: { visitFor: VisitFor; desk: MarkDesk },
): void {
  const { marks, regulations, files } = services;
  const list = `${desk.marks}/:id/regulations`;

  router.get(list, needs('records.read'), async (req, res) => {
    const mark = await marks.find(idIn(req));
    const { items } = await regulations.list(mark.id);
    const scans = await files.describe(items.flatMap(({ content }) => content.file ?? []));
    sendRegulations(visitFor(req, res), mark, { versions: items, scans });
  });

  addForm(router, visitFor, {
    path: `${list}/new`,
    right: 'marks.write',
    contract: 'RegulationContent',
    receive: receiving(services, { name: 'file', kind: 'document' }),
    async form(visit, req) {
      const { t } = visit;
      const mark = await marks.find(idIn(req));
      const { items: versions } = await regulations.list(mark.id);
      const wanted = regulationItems[mark.content.kind] as readonly RegulationItem[];
      return {
        title: t('marks.regulation-new'),
        lead: t(`marks.regulation-law-${mark.content.kind}`),
        trail: trailTo(visit, mark, 'regulations'),
        isUpload: true,
        start: startOf(versions[0], wanted),
        fields: async (form, values) =>
          html`${form.date('from', { label: t('marks.regulation-from') })}
          ${form.text('decision', { label: t('marks.regulation-decision'), isOptional: true, limit: 200 })}
          ${wanted.map((item) =>
            form.textarea(`items.${item}`, { label: t(`marks.item-${item}`), limit: 6000, rows: 4 }),
          )}
          ${form.files('file', {
            label: t('record.mark-regulation'),
            accept: 'application/pdf',
            isMultiple: false,
            isOptional: true,
            uploaded: await uploadedIn(services, visit, values['file']),
          })}`,
        submit: { label: t('common.save') },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({
            from: fields.date('from'),
            decision: fields.text('decision'),
            items: given(Object.fromEntries(wanted.map((item) => [item, fields.text(`items.${item}`)]))),
            file: fields.text('file'),
          });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await regulations.add(mark.id, content, by);
          return `${markHref(visit, mark.id, 'regulations')}?done=saved`;
        },
      };
    },
  });
}

/** A new version begins with what the one before says. */
function startOf(latest: Regulation | undefined, wanted: readonly RegulationItem[]) {
  const items = latest?.content.items ?? {};
  return {
    from: latest ? undefined : dateField(undefined),
    ...Object.fromEntries(wanted.map((item) => [`items.${item}`, items[item]])),
  };
}

function sendRegulations(
  visit: Visit,
  mark: Mark,
  { versions, scans }: { versions: readonly Regulation[]; scans: readonly File[] },
): void {
  const { t, actor } = visit;
  const add =
    may(actor, 'marks.write') &&
    linkButton({
      href: markHref(visit, mark.id, 'regulations/new'),
      label: t('marks.regulation-new'),
      kind: 'primary',
      icon: 'plus',
    });
  const shown = versions.map((version) => versionOf(visit, mark, version, scans));
  sendMarkPart(visit, {
    mark,
    part: 'regulations',
    actions: versions.length > 0 && add,
    body:
      versions.length > 0
        ? html`${shown}`
        : emptyState({
            icon: 'file',
            title: t('marks.regulation-none'),
            sentence: t('marks.regulation-none-next'),
            action: add,
          }),
  });
}

function versionOf(
  { t, lang }: Visit,
  { content: { kind } }: Mark,
  { number, by, isInForce, content }: Regulation,
  scans: readonly File[],
): Html {
  const items = regulationItems[kind] as readonly RegulationItem[];
  const scan = scans.find(({ id }) => id === content.file);
  const state = isInForce
    ? statusTag({ kind: 'good', text: t('marks.in-force') })
    : statusTag({ kind: 'neutral', text: t('marks.not-in-force') });
  return disclosure({
    isOpen: isInForce,
    summary: html`${t('marks.regulation-version', { number, date: formatDate(content.from, lang), by })}
    ${state}`,
    body: summaryList(
      [
        { term: t('marks.regulation-decision'), value: content.decision },
        ...items.map((item) => ({ term: t(`marks.item-${item}`), value: content.items[item] })),
        {
          term: t('record.mark-regulation'),
          value: scan && html`<a href="/media/${scan.id}/document.pdf">${scan.name}</a>`,
        },
      ].filter(({ value }) => value !== undefined),
      t,
    ),
  });
}
