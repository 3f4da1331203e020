import { Router } from 'express';
import { inGroups } from '../../domain/identifiers/crockford.ts';
import { visitorOf } from '../../features/scans/scan-visitor.ts';
import type { InspectedUnit, InspectionQuery } from '../../platform/contract-types.ts';
import { parse } from '../../platform/contracts.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { refusal } from '../shared/form-refusal.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { dataTable } from '../shared/data-table.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import { scanFigures } from '../shared/scan-figures.ts';
import { signalList, unitTag, verdictTag } from '../shared/scan-tags.ts';
import { cameraWords } from '../shared/stamp-camera.ts';
import { caseAddress, openCaseAddress } from './case-address.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recordAddress } from './record-address.ts';

export const inspectionRoot = '/department/inspection';

/** What an inspector reads off a stamp in front of the goods; the code stands in the address, so a page can be sent on. */
export function inspectionPages({ scans }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(inspectionRoot, needs('stamps.inspect'), async (req, res) => {
    const visit = visitFor(req, res);
    const typed = { code: textOf(req.query['code']), product: textOf(req.query['product']) };
    if (typed.code === '') {
      sendInspection(visit, { values: typed });
      return;
    }
    try {
      const found = await scans.inspecting.inspect(queryOf(typed), visitorOf(req, req.ip ?? ''));
      sendInspection(visit, { values: typed, found });
    } catch (error) {
      sendInspection(visit, { values: typed, faults: refusal(error, res, visit.t) });
    }
  });

  return router;
}

/** Where a stamp is inspected from elsewhere on the desk. */
export function inspectionAddress({
  productKey,
  serial,
}: Pick<InspectedUnit, 'productKey' | 'serial'>): string {
  return addressOf(inspectionRoot, { code: serial, product: productKey });
}

interface Shown {
  values: FieldValues;
  faults?: FieldText[];
  found?: InspectedUnit;
}

function sendInspection(visit: Visit, { values, faults = [], found }: Shown): void {
  const { t } = visit;
  const title = t('scans.inspect-title');
  const form = formFor(t, { values, faults });
  const fields = html`<div ${cameraWords(t)}>
      ${form.text('code', { label: t('scans.inspect-code'), hint: t('scans.inspect-code-hint') })}
      <div data-camera="f-code" data-camera-asks></div>
    </div>
    ${form.text('product', { label: t('scans.inspect-product'), isOptional: true })}`;
  const another = linkButton({ href: inspectionRoot, label: t('scans.inspect-another') });
  const body = html`${pageHead({ title, lead: t('scans.inspect-lead'), actions: found && another })}
  ${found && result(visit, found)}
  ${form.enclose({
    action: inspectionRoot,
    isGet: true,
    body: fields,
    bar: actionBar({ primary: { label: t('scans.inspect-button') } }),
  })}`;
  send(visit, {
    title,
    current: 'inspection',
    hasFaults: form.hasFaults,
    scripts: ['stamp-camera.js'],
    body,
  });
}

function result(visit: Visit, unit: InspectedUnit): Html {
  const { t } = visit;
  return html`<section class="stack">
    <h2>${t('scans.inspect-result')}</h2>
    ${summaryList(factsOf(visit, unit), t)}
    ${unit.batch && html`<div class="buttons">${actsOf(visit, unit, unit.batch.id)}</div>`}
    ${
      unit.scans &&
      html`<h3>${t('scans.history-title')}</h3>
        ${scanFigures(visit, unit.scans, t('scans.by-day'))}`
    }
    ${unit.batch && neighbourTable(visit, unit)}
  </section>`;
}

function factsOf(visit: Visit, unit: InspectedUnit) {
  const { t } = visit;
  const { batch, organisation, outlets, scans, state } = unit;
  const known = [
    { term: t('scans.unit-state'), value: state && unitTag(t, state, unit.held) },
    { term: t('scans.product'), value: unit.product },
    {
      term: t('scans.batch'),
      value: batch && html`<a href="${recordAddress('batch', batch.id)}">${batch.name}</a>`,
    },
    {
      term: t('scans.producer'),
      value:
        organisation &&
        html`<a href="${recordAddress('organisation', organisation.id)}">${organisation.name}</a>`,
    },
    { term: t('scans.sessions'), value: scans ? scansLine(visit, scans) : t('scans.history-none') },
    { term: t('scans.signals'), value: signalList(t, scans?.signals ?? []) || t('common.none') },
    {
      term: t('scans.outlets'),
      value: outlets.length === 0 ? t('scans.outlets-none') : outlets.map(({ place }) => place).join(' · '),
    },
  ];
  return [
    { term: t('scans.inspect-told'), value: verdictTag(t, unit.verdict) },
    { term: t('scans.serial'), value: code(inGroups(unit.serial)) },
    ...(batch ? known : []),
  ];
}

function scansLine(visit: Visit, { sessions, first, last }: NonNullable<InspectedUnit['scans']>): string {
  const { t } = visit;
  if (first === null || last === null) return String(sessions);
  const times = `${t('scans.first-at')}: ${instantText(first, visit)}. ${t('scans.last-at')}: ${instantText(last, visit)}.`;
  return `${sessions}. ${times}`;
}

function actsOf({ t }: Visit, unit: InspectedUnit, batch: string): Hole {
  const opened = unit.case;
  return html`${
    opened
      ? linkButton({
          href: caseAddress(opened.id),
          label: `${t('cases.open-case')} ${opened.number}`,
          kind: 'primary',
        })
      : linkButton({
          href: openCaseAddress({ batch, serial: unit.serial }),
          label: t('cases.open-title'),
          kind: 'primary',
          icon: 'flag',
        })
  }
  ${unit.path !== null && linkButton({ href: unit.path, label: t('scans.public-page') })}`;
}

function neighbourTable({ t }: Visit, { neighbours, productKey }: InspectedUnit): Html {
  return dataTable({
    caption: t('scans.neighbours'),
    columns: [
      {
        head: t('scans.offset'),
        cell: ({ offset }) => (offset > 0 ? `+${offset}` : `−${-offset}`),
        kind: 'tight',
      },
      {
        head: t('scans.serial'),
        cell: ({ serial }) =>
          html`<a href="${inspectionAddress({ productKey, serial })}">${code(inGroups(serial))}</a>`,
      },
      { head: t('scans.unit-state'), cell: ({ state, held }) => unitTag(t, state, held) },
      { head: t('scans.sessions'), cell: ({ sessions }) => sessions, kind: 'number' },
    ],
    rows: neighbours,
    empty: { icon: 'stamp', title: t('scans.neighbours-none'), sentence: '' },
  });
}

function queryOf({ code: typed, product }: { code: string; product: string }): InspectionQuery {
  return parse('InspectionQuery', { code: typed, ...(product !== '' && { product }) });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 300) : '';
}
