import type { Binary } from '../../platform/operation.ts';
import type { Translate } from '../../platform/i18n.ts';
import { spreadsheet } from '../../platform/spreadsheet.ts';
import type { CellValue } from '../../platform/spreadsheet.ts';
import type { RecallDrill, RecallDrillLot } from '../../platform/contract-types.ts';
import { amountCells } from './trace-sheet.ts';
import { distanceText, movementText } from './trace-words.ts';

/** The record of a drill as a workbook: result, lots, movements, whom to call. */
export function drillSheet(drill: RecallDrill, t: Translate): Promise<Binary> {
  return spreadsheet(`dien-tap-thu-hoi-${drill.number}`, [
    { name: t('trace.drill'), head: [t('trace.fact'), t('trace.value')], rows: factRows(drill, t) },
    {
      name: t('trace.lots'),
      head: [
        ...[t('trace.step'), t('trace.lot'), t('trace.product'), t('trace.who'), t('trace.share')],
        ...[t('trace.rests'), t('trace.amount'), t('trace.unit'), t('trace.located')],
        ...[t('trace.units-issued'), t('trace.units-active'), t('trace.units-void')],
      ],
      rows: drill.lots.map((lot) => lotRow(lot, t)),
    },
    {
      name: t('trace.movements'),
      head: [
        ...[t('trace.lot'), t('trace.when'), t('trace.stage'), t('trace.who')],
        ...[t('trace.receiver'), t('trace.quantity'), t('trace.unit')],
      ],
      rows: drill.lots.flatMap(({ lot, movements }) =>
        movements.map((one) => [
          lot,
          one.at,
          movementText(t, one),
          one.organisation.name,
          one.receiver,
          ...amountCells(one.quantity, t),
        ]),
      ),
    },
    {
      name: t('trace.contacts'),
      head: [
        ...[t('trace.who'), t('trace.person'), t('trace.phone'), t('trace.email')],
        ...[t('trace.lots'), t('trace.reached')],
      ],
      rows: drill.contacts.map(({ organisation, person, phone, email, lots, reached }) => [
        organisation.name,
        person,
        phone,
        email,
        lots,
        reached === null ? null : t(reached ? 'common.yes' : 'common.no'),
      ]),
    },
  ]);
}

function factRows(drill: RecallDrill, t: Translate): CellValue[][] {
  const { units } = drill;
  return [
    [t('trace.number'), drill.number],
    [t('trace.batch'), drill.batch.name],
    [t('trace.who'), drill.organisation.name],
    [t('trace.started-at'), drill.startedAt],
    [t('trace.started-by'), drill.startedBy],
    [t('trace.finished-at'), drill.finishedAt],
    [t('trace.seconds'), drill.seconds],
    [t('trace.quantity'), Number(drill.quantity.value)],
    [t('trace.located'), Number(drill.located)],
    [t('trace.units-issued'), units.issued],
    [t('trace.units-printed'), units.printed],
    [t('trace.units-active'), units.active],
    [t('trace.units-void'), units.void],
    [t('trace.units-returned'), units.returned],
    [t('trace.units-unactivated'), units.unactivated],
    [t('trace.units-held'), units.held],
    [t('trace.note'), drill.note],
  ];
}

function lotRow(lot: RecallDrillLot, t: Translate): CellValue[] {
  const part = (share: string | null) => (share === null ? t('trace.unknown') : Number(share));
  const { issued, active, void: annulled } = lot.units ?? { issued: null, active: null, void: null };
  return [
    distanceText(t, lot.depth, 'forward'),
    lot.lot ?? lot.id,
    lot.product,
    lot.organisation?.name ?? null,
    part(lot.share),
    part(lot.rests),
    ...amountCells(lot.amount, t),
    lot.missing === null ? t('common.yes') : t(`trace.missing-${lot.missing}`),
    ...[issued, active, annulled],
  ];
}
