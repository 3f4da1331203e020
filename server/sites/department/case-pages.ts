import { Router } from 'express';
import { changeBy } from '../../platform/api-router.ts';
import type { CaseContent } from '../../platform/contract-types.ts';
import { parse } from '../../platform/contracts.ts';
import { html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { refusal } from '../shared/form-refusal.ts';
import { actionBar, formFor } from '../shared/form.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { caseAddress, casesRoot } from './case-address.ts';
import { sendCases } from './case-list-page.ts';
import { sendCase } from './case-page.ts';
import type { DepartmentServices } from './department-services.ts';
import { filterIn, idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';

const one = `${casesRoot}/:id`;

/** Matters under inspection: list, page, decision, note, and the form that opens one. */
export function casePages({ cases, batches }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(casesRoot, needs('cases.read'), async (req, res) => {
    const query = filterIn('CaseQuery', req, ['state', 'batch', 'after']);
    sendCases(visitFor(req, res), await cases.list(query), query);
  });

  router.get(`${casesRoot}/new`, needs('cases.decide'), (req, res) =>
    opening(visitFor(req, res), {
      batch: textOf(req.query['batch']),
      serial: textOf(req.query['serial']),
      report: textOf(req.query['report']),
    }),
  );

  router.post(`${casesRoot}/new`, needs('cases.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const { key, ...values } = postedValues(req.body);
    try {
      const opened = await cases.open(contentOf(values), changeBy(req, visit.actor, key, values));
      res.redirect(303, `${caseAddress(opened.id)}?done=opened`);
    } catch (error) {
      await opening(visit, values, refusal(error, res, visit.t));
    }
  });

  router.get(one, needs('cases.read'), async (req, res) => {
    const visit = visitFor(req, res);
    sendCase(visit, await cases.find(idIn(req), visit.actor));
  });

  router.post(`${one}/decision`, needs('cases.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const { key, rev, ...values } = postedValues(req.body);
    await acting(visit, { form: 'decision', values, done: 'decided' }, async (id) => {
      const content = parse('CaseDecision', filled(values));
      await cases.decide(id, content, { rev: Number(rev), by: changeBy(req, visit.actor, key, values) });
    });
  });

  router.post(`${one}/note`, needs('cases.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const { key, rev, ...values } = postedValues(req.body);
    await acting(visit, { form: 'note', values, done: 'noted' }, async (id) => {
      const { text } = parse('CaseNote', filled(values));
      await cases.note(id, text, { rev: Number(rev), by: changeBy(req, visit.actor, key, values) });
    });
  });

  return router;

  /** Where another inspector was faster, the page shows what they did and keeps what was typed. */
  async function acting(
    visit: Visit,
    { form, values, done }: { form: 'decision' | 'note'; values: FieldValues; done: string },
    act: (id: string) => Promise<void>,
  ): Promise<void> {
    const { req, res, t, actor } = visit;
    const id = idIn(req);
    try {
      await act(id);
      res.redirect(303, `${caseAddress(id)}?done=${done}`);
    } catch (error) {
      const faults = refusal(error, res, t);
      sendCase(visit, await cases.find(id, actor), { form, values, faults });
    }
  }

  async function opening(visit: Visit, values: FieldValues, faults: FieldText[] = []): Promise<void> {
    const { t, actor } = visit;
    const title = t('cases.open-title');
    const batch = await batches.read(idFrom(values['batch']), actor);
    const serial = textOf(values['serial']);
    const form = formFor(t, { values, faults });
    const body = html`${breadcrumb({ t, trail: [{ href: casesRoot, label: t('cases.title') }], current: title })}
    ${pageHead({ title, lead: html`${batch.title}${serial !== '' && html` · ${code(serial)}`}` })}
    ${form.enclose({
      action: `${casesRoot}/new`,
      hidden: { key: newSecret(), batch: batch.id, serial, report: textOf(values['report']) },
      body: form.textarea('reason', {
        label: t('cases.reason'),
        hint: t('cases.open-hint'),
        limit: 1000,
        rows: 4,
      }),
      bar: actionBar({
        primary: { label: t('cases.open-button') },
        others: linkButton({ href: casesRoot, label: t('common.cancel'), kind: 'quiet' }),
      }),
    })}`;
    send(visit, { title, current: 'cases', hasFaults: form.hasFaults, body });
  }
}

function contentOf(values: FieldValues): CaseContent {
  return parse('CaseContent', filled(values));
}

function filled(values: FieldValues): FieldValues {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function idFrom(value: unknown): string {
  const id = textOf(value);
  return /^[0-9a-f]{24}$/.test(id) ? id : '0'.repeat(24);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 1000) : '';
}
