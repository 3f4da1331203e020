import { invalid } from '../../../domain/errors.ts';
import type { Fault } from '../../../domain/errors.ts';
import type { LabelField, LabelWords } from '../../../domain/labels/label-lines.ts';
import { paperPresets } from '../../../domain/labels/paper-presets.ts';
import { labelsOnPage } from '../../../domain/labels/paper.ts';
import type { Paper } from '../../../domain/labels/paper.ts';
import { formatDate } from '../../../domain/vietnamese-format.ts';
import type { PrintJobContent } from '../../../platform/contract-types.ts';
import { translate } from '../../../platform/i18n.ts';
import type { ListFacts } from '../labels/label-list.ts';
import type { PrintedBatch, PrintRun } from './print-neighbours.ts';

/** In one job; more is a matter for a print shop's list. */
export const mostLabels = 50_000;

/** What is wrong with an order that its contract cannot tell. */
export function checkOrder(content: PrintJobContent, run: PrintRun, paper: Paper): void {
  const { from, to, startAt = 1 } = content;
  const faults: Fault[] = [];
  if (to < from) faults.push({ pointer: '/to', key: 'labels.reversed' });
  if (from > run.count)
    faults.push({ pointer: '/from', key: 'labels.past-the-run', params: { count: run.count } });
  if (to > run.count)
    faults.push({ pointer: '/to', key: 'labels.past-the-run', params: { count: run.count } });
  if (to - from >= mostLabels)
    faults.push({ pointer: '/to', key: 'labels.too-many', params: { most: mostLabels } });
  const most = labelsOnPage(paper);
  if (startAt > most) faults.push({ pointer: '/startAt', key: 'labels.past-the-sheet', params: { most } });
  if (faults.length > 0) throw invalid(faults);
}

/** The preset an order names, or undefined where it names a layout of its own; both or neither is a fault. */
export function presetOf({ preset, layout }: PrintJobContent): Paper | undefined {
  if ((preset === undefined) === (layout === undefined)) {
    throw invalid([{ pointer: '/preset', key: 'labels.one-paper' }]);
  }
  return preset && paperPresets[preset];
}

/** Labels are for shoppers here: they speak Vietnamese whatever the clerk reads. */
export function wordsOf(
  batch: PrintedBatch,
  run: PrintRun,
  host: string,
  fields?: readonly LabelField[],
): LabelWords {
  const t = translate.vi;
  const says = (field: LabelField) => fields?.includes(field) ?? true;
  const { product, lot, producedOn, expiresOn, logo } = batch;
  const details: LabelWords['details'] = [
    { field: 'lot', text: t('labels.lot', { lot }) },
    { field: 'producedOn', text: t('labels.produced-on', { date: formatDate(producedOn, 'vi') }) },
    ...(expiresOn === null
      ? []
      : [
          {
            field: 'expiresOn' as const,
            text: t('labels.expires-on', { date: formatDate(expiresOn, 'vi') }),
          },
        ]),
    { field: 'host', text: host },
  ];
  return {
    name: says('name') ? product : '',
    details: details.filter(({ field }) => says(field)),
    hasLogo: logo !== null && says('logo'),
    ...(run.hasHiddenCode && { hiddenCaption: t('labels.hidden-code') }),
  };
}

export function factsOf({ product, lot, producedOn, expiresOn }: PrintedBatch): ListFacts {
  return { name: product, lot, producedOn, expiresOn: expiresOn ?? '' };
}
