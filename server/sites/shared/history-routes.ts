import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response, Router } from 'express';
import type { Subject } from '../../domain/change.ts';
import { DomainError } from '../../domain/errors.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { ComparisonQuery } from '../../platform/contract-types.ts';
import { parse, parseText } from '../../platform/contracts.ts';
import type { Binary } from '../../platform/operation.ts';
import { isFieldKind } from './compared-rows.ts';
import { showChoice, showComparison } from './comparison-page.ts';
import { refusal } from './form-refusal.ts';
import { postedValues } from './form-state.ts';
import type { FieldText } from './form-state.ts';
import { historyAddress } from './history-address.ts';
import { showHistory } from './history-page.ts';
import { subjectIn } from './history-site.ts';
import type { HistoryServices, HistorySite, HistoryVisit } from './history-site.ts';
import { readingFor } from './record-reading.ts';
import { parseDate } from '../../domain/vietnamese-format.ts';

/** The history of any record, any two of its versions compared, and its whole file to take along. */
export function addHistoryRoutes(router: Router, site: HistorySite, services: HistoryServices): void {
  const { histories, recordFiles } = services;
  const one = `${site.root}/history/:kind/:id`;

  router.get(one, async (req, res) => {
    const visit = site.visitFor(req, res);
    const subject = subjectIn(req);
    const asked = filtersIn(req);
    try {
      const query = parseText('HistoryQuery', { ...subject, ...asked });
      showHistory(site, visit, { history: await histories.read(query, visit.actor), query });
    } catch (error) {
      const faults = faultsOf(error, visit);
      const history = await histories.read(subject, visit.actor);
      showHistory(site, visit, { history, query: { ...subject, ...asked }, faults });
    }
  });

  router.get(`${one}/comparison`, async (req, res) => {
    const visit = site.visitFor(req, res);
    const subject = subjectIn(req);
    const { from, to } = textsIn(req, ['from', 'to']);
    if (from === undefined && to === undefined) {
      await choose(visit, subject, { values: {} });
      return;
    }
    try {
      await compared(visit, parseText('ComparisonQuery', { ...subject, from, to }));
    } catch (error) {
      await choose(visit, subject, { values: { from, to }, faults: faultsOf(error, visit) });
    }
  });

  router.post(`${one}/file`, async (req, res) => {
    const visit = site.visitFor(req, res);
    const subject = subjectIn(req);
    const values = postedValues(req.body);
    const { format } = values;
    const reason = typeof values['reason'] === 'string' ? values['reason'].trim() : '';
    try {
      const order = parse('RecordFileOrder', { ...subject, format, ...(reason !== '' && { reason }) });
      await send(
        res,
        await recordFiles.export(order, changeBy(req, visit.actor, undefined, undefined), visit),
      );
    } catch (error) {
      if (res.headersSent) throw error;
      const faults = faultsOf(error, visit);
      const history = await histories.read(subject, visit.actor);
      showHistory(site, visit, { history, query: subject, order: { values, faults } });
    }
  });

  async function compared(visit: HistoryVisit, query: ComparisonQuery): Promise<void> {
    const { kind, id, from, to } = query;
    const comparison = await histories.compare(query, visit.actor);
    if (from > to) {
      const address = historyAddress(site.root, { kind, id }, 'comparison');
      visit.res.redirect(303, `${address}?from=${to}&to=${from}`);
      return;
    }
    const contents = [comparison.from.content, comparison.to.content];
    const known = isFieldKind(kind) ? { kind, contents } : { kind: 'batch' as const, contents: [] };
    const reading = await readingFor(
      services.reading,
      { ...visit, hrefOf: site.hrefOf },
      known.kind,
      known.contents,
    );
    showComparison(site, visit, { comparison, reading });
  }

  async function choose(
    visit: HistoryVisit,
    subject: Subject,
    state: { values: Record<string, string | undefined>; faults?: FieldText[] },
  ): Promise<void> {
    const { about, comparable } = await histories.read({ ...subject, limit: 1 }, visit.actor);
    const values = Object.fromEntries(
      Object.entries(state.values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    showChoice(site, visit, { about, comparable, ...state, values });
  }
}

/** What cannot be found or may not be read is no fault of a field. */
function faultsOf(error: unknown, { res, t }: HistoryVisit): FieldText[] {
  if (error instanceof DomainError && error.faults.length === 0) throw error;
  return refusal(error, res, t);
}

/** Filters as they stand in the address; a day may be written as people write it. */
function filtersIn(req: Request): Record<string, string> {
  const given = textsIn(req, ['who', 'action', 'from', 'to', 'after']);
  for (const name of ['from', 'to'] as const) {
    const typed = given[name] === undefined ? undefined : parseDate(given[name]);
    if (typed?.ok === true) given[name] = typed.value;
  }
  return given;
}

function textsIn<Name extends string>(
  { query }: Request,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = query[name];
    if (typeof value === 'string' && value.trim() !== '') found[name] = value.trim();
  }
  return found;
}

async function send(res: Response, { type, body, headers = {} }: Binary): Promise<void> {
  res.set({ 'Cache-Control': 'no-store', 'Content-Type': type, ...headers });
  await pipeline(body instanceof Readable ? body : Readable.from([body]), res);
}
