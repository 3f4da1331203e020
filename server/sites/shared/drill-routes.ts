import type { Router } from 'express';
import { drillSheet } from '../../features/traces/drill-sheet.ts';
import type { DrillService } from '../../features/traces/drill-service.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import { changeBy } from '../../platform/api-router.ts';
import { parse } from '../../platform/contracts.ts';
import type { RecallDrill, RecallDrillSummary } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { dataTable, pagination } from './data-table.ts';
import { drillBody, drillState, durationText } from './drill-page.ts';
import { actionBar, formFor } from './form.ts';
import { refusal } from './form-refusal.ts';
import { postedValues } from './form-state.ts';
import type { FieldText, FieldValues } from './form-state.ts';
import { flash, notice } from './notices.ts';
import { breadcrumb, linkButton, pageHead } from './page-parts.ts';
import { shareText } from './trace-reading.ts';
import { allow, idOf, readingOf, sendBinary } from './trace-routes.ts';
import type { TraceSite, TraceVisit } from './trace-routes.ts';

interface DrillTools {
  drills: DrillService;
  /** The name of a batch that the visitor may see. */
  batchName: (id: string, visit: TraceVisit) => Promise<string>;
}

/** Rehearsed recalls: list, start, record, end. */
export function addDrillRoutes(router: Router, site: TraceSite, { drills, batchName }: DrillTools): void {
  const root = `${site.root}/recall-drills`;

  router.get(root, async (req, res) => {
    const visit = site.visitFor(req, res);
    allow(visit.actor, 'drills.read');
    const { after } = req.query;
    const query = after === undefined ? {} : parse('RecallDrillQuery', { after });
    const { items, next } = await drills.list(query, visit.actor);
    sendList(visit, { items, next, isFirst: after === undefined });
  });

  router.get(`${site.root}/batches/:id/recall-drill`, async (req, res) => {
    const visit = site.visitFor(req, res);
    allow(visit.actor, 'drills.run');
    await ask(visit, idOf(req));
  });

  router.post(`${site.root}/batches/:id/recall-drill`, async (req, res) => {
    const visit = site.visitFor(req, res);
    allow(visit.actor, 'drills.run');
    const batch = idOf(req);
    const { key } = postedValues(req.body);
    const { id } = await drills.start({ batch }, changeBy(req, visit.actor, key, { batch }));
    res.redirect(303, `${root}/${id}`);
  });

  router.get(`${root}/:id`, async (req, res) => {
    const visit = site.visitFor(req, res);
    allow(visit.actor, 'drills.read');
    sendDrill(visit, await drills.find(idOf(req), visit.actor));
  });

  router.get(`${root}/:id/report.xlsx`, async (req, res) => {
    const { t, actor } = site.visitFor(req, res);
    allow(actor, 'drills.read');
    sendBinary(res, await drillSheet(await drills.find(idOf(req), actor), t));
  });

  router.post(`${root}/:id/finish`, async (req, res) => {
    const visit = site.visitFor(req, res);
    const { actor, t } = visit;
    allow(actor, 'drills.run');
    const { key, rev, ...values } = postedValues(req.body);
    const id = idOf(req);
    try {
      const note = typeof values['note'] === 'string' ? values['note'].trim() : '';
      const reached = [values['reached'] ?? []].flat();
      const content = parse('RecallDrillFinish', { reached, ...(note !== '' && { note }) });
      await drills.finish(id, content, { rev: Number(rev), by: changeBy(req, actor, key, values) });
      res.redirect(303, `${root}/${id}?done=finished`);
    } catch (error) {
      const faults = refusal(error, res, t);
      sendDrill(visit, await drills.find(id, actor), { values, faults });
    }
  });

  function sendList(
    visit: TraceVisit,
    { items, next, isFirst }: { items: RecallDrillSummary[]; next: string | undefined; isFirst: boolean },
  ): void {
    const { t, lang, show } = visit;
    const title = t('trace.drills');
    const body = html`${pageHead({ title, lead: t('trace.drills-lead') })}
    ${dataTable<RecallDrillSummary>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        {
          head: t('trace.number'),
          cell: ({ id, number }) => html`<a href="${root}/${id}">${number}</a>`,
          kind: 'tight',
        },
        {
          head: t('trace.batch'),
          cell: ({ batch, organisation }) => html`${batch.name}<br />${organisation.name}`,
        },
        {
          head: t('trace.started-at'),
          cell: (one) => formatInstant(new Date(one.startedAt), lang),
          kind: 'date',
        },
        { head: t('trace.located'), cell: ({ located }) => shareText(located, visit), kind: 'number' },
        { head: t('trace.duration'), cell: ({ seconds }) => durationText(t, seconds) },
        { head: t('trace.drill-state'), cell: (one) => drillState(t, one), kind: 'tight' },
      ],
      rows: items,
      empty: { icon: 'clock', title: t('trace.drills-none'), sentence: t('trace.drills-none-next') },
      pagination: pagination({
        t,
        previousHref: isFirst ? undefined : root,
        nextHref: next === undefined ? undefined : `${root}?after=${next}`,
      }),
    })}`;
    show({ title, current: 'drills', body });
  }

  async function ask(visit: TraceVisit, id: string): Promise<void> {
    const { t, show } = visit;
    const name = await batchName(id, visit);
    const batch = `${site.root}/batches/${id}`;
    const title = `${t('trace.drill')}: ${name}`;
    const body = html`${breadcrumb({ t, trail: [{ href: batch, label: name }], current: t('trace.drill') })}
    ${pageHead({ title, lead: t('trace.drill-lead') })}
    ${formFor(t).enclose({
      action: `${batch}/recall-drill`,
      hidden: { key: newSecret() },
      body: html`<p>${t('trace.drill-starts')}</p>`,
      bar: actionBar({
        primary: { label: t('trace.drill-start') },
        others: linkButton({ href: batch, label: t('common.cancel'), kind: 'quiet' }),
      }),
    })}`;
    show({ title, current: 'drills', body });
  }

  function sendDrill(
    visit: TraceVisit,
    drill: RecallDrill,
    state: { values?: FieldValues; faults?: FieldText[] } = {},
  ): void {
    const { t, show, req } = visit;
    const title = t('trace.drill-of', { number: drill.number });
    const sheet = `${root}/${drill.id}/report.xlsx`;
    const form = formFor(t, state);
    const body = html`${breadcrumb({ t, trail: [{ href: root, label: t('trace.drills') }], current: drill.number })}
    ${pageHead({
      title,
      lead: html`<a href="${site.root}/batches/${drill.batch.id}">${drill.batch.name}</a> ·
        ${drill.organisation.name}`,
      tag: drillState(t, drill),
      actions: linkButton({ href: sheet, label: t('trace.download'), icon: 'download', isDownload: true }),
    })}
    ${drill.actions.includes('finish') && finishForm(form, drill, visit)}
    ${drillBody(readingOf(visit, site), drill)}`;
    const done =
      req.query['done'] === 'finished' && flash({ t, kind: 'good', title: t('trace.drill-saved') });
    show({ title, current: 'drills', hasFaults: form.hasFaults, flash: done, body });
  }

  function finishForm(form: ReturnType<typeof formFor>, drill: RecallDrill, { t }: TraceVisit): Hole {
    return html`${notice({ t, kind: 'info', title: t('trace.drill-running'), body: t('trace.drill-running-next') })}
    ${form.enclose({
      action: `${root}/${drill.id}/finish`,
      hidden: { key: newSecret(), rev: String(drill.rev) },
      body: html`${form.checkboxes('reached', {
        label: t('trace.reached-label'),
        isOptional: true,
        options: drill.contacts.map(({ organisation, phone, lots }) => ({
          value: organisation.id,
          label: organisation.name,
          hint: `${phone ?? t('trace.call-department')} · ${t('trace.reached-lots', { count: lots })}`,
        })),
      })}
      ${form.textarea('note', { label: t('trace.note'), hint: t('trace.note-hint'), limit: 2000, rows: 3, isOptional: true })}`,
      bar: actionBar({ primary: { label: t('trace.drill-finish') } }),
    })}`;
  }
}
