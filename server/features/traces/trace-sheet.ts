import type { Binary } from '../../platform/operation.ts';
import type { Translate } from '../../platform/i18n.ts';
import { spreadsheet } from '../../platform/spreadsheet.ts';
import type { CellValue } from '../../platform/spreadsheet.ts';
import type { Quantity, Trace, TraceHalf, TraceLot, TraceStep } from '../../platform/contract-types.ts';
import { lotIn } from './trace-view.ts';
import { distanceText, lotText, stepText, unitText } from './trace-words.ts';

type Way = 'back' | 'forward';

/** A chain as a workbook: its lots, and its steps line by line. */
export function traceSheet(trace: Trace, t: Translate): Promise<Binary> {
  const ways: Way[] = ['back', 'forward'];
  const halves = ways.flatMap((way): [Way, TraceHalf][] => (trace[way] ? [[way, trace[way]]] : []));
  return spreadsheet(`truy-vet-${trace.batch.name}`, [
    {
      name: t('trace.lots'),
      head: [
        ...[t('trace.step'), t('trace.lot'), t('trace.product'), t('trace.who'), t('trace.hold')],
        ...[t('trace.quantity'), t('trace.unit'), t('trace.share'), t('trace.amount'), t('trace.unit')],
        ...[t('trace.edge'), t('trace.identifier')],
      ],
      rows: halves.flatMap(([way, { lots }]) => lots.map((lot) => lotRow(lot, way, t))),
    },
    {
      name: t('trace.steps'),
      head: [
        ...[t('trace.direction'), t('trace.when'), t('trace.stage'), t('trace.who'), t('trace.place')],
        ...[t('trace.went-in'), t('trace.came-out'), t('trace.quantity'), t('trace.unit')],
      ],
      rows: halves.flatMap(([way, { steps }]) => steps.flatMap((step) => stepRows(step, way, t))),
    },
  ]);
}

function lotRow(lot: TraceLot, way: Way, t: Translate): CellValue[] {
  return [
    distanceText(t, lot.depth, way),
    lotText(t, lot),
    lot.product,
    lot.organisation?.name ?? null,
    lot.hold === null || lot.hold === 'none' ? null : t(`review.hold-${lot.hold}`),
    ...amountCells(lot.quantity, t),
    lot.share === null ? t('trace.unknown') : Number(lot.share),
    ...amountCells(lot.amount, t),
    lot.isEdge ? t('trace.edge-yes') : null,
    lot.id,
  ];
}

function stepRows(step: TraceStep, way: Way, t: Translate): CellValue[][] {
  const told = [t(`trace.${way}`), step.at, stepText(t, step), step.organisation.name, step.place];
  const line = ({ lot, quantity }: TraceStep['from'][number], isInput: boolean): CellValue[] => [
    ...told,
    isInput ? (lotIn(lot) ?? lot) : null,
    isInput ? null : (lotIn(lot) ?? lot),
    ...amountCells(quantity, t),
  ];
  return [...step.from.map((one) => line(one, true)), ...step.to.map((one) => line(one, false))];
}

export function amountCells(quantity: Quantity | null, t: Translate): CellValue[] {
  return [quantity && Number(quantity.value), unitText(t, quantity)];
}
