import type { StageContent } from '../../platform/contract-types.ts';
import { formatQuantity } from '../../domain/quantity.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import type { Reading } from './field-values.ts';

/** What only some stages tell, as terms and texts; what was not told is left out. */
export function particularLines({ t, lang }: Reading, stage: StageContent): [string, string][] {
  const { temperature, result, inputs = [] } = stage;
  const lots = inputs.map(({ code, quantity }) =>
    quantity ? `${code} · ${formatQuantity(quantity, lang, t)}` : code,
  );
  const range =
    temperature &&
    `${formatNumber(temperature.lowest, lang)} – ${formatNumber(temperature.highest, lang)} °C`;
  const told: [string, string | undefined][] = [
    [t('producer.stage-source-lot'), stage.sourceLot],
    [t('producer.stage-inputs'), lots.length > 0 ? lots.join('; ') : undefined],
    [t('producer.stage-run'), stage.run],
    [t('producer.stage-container'), stage.container],
    [t('producer.stage-temperature'), range],
    [t('producer.stage-document'), stage.document],
    [t('producer.stage-partner'), stage.partner],
    [t('producer.stage-partner-place'), stage.partnerPlace],
    [
      t('producer.stage-result'),
      result && t(result === 'conformant' ? 'producer.stage-conformant' : 'producer.stage-non-conformant'),
    ],
    [t('producer.stage-certificate'), stage.certificate],
  ];
  return told.flatMap(([term, text]) => (text === undefined ? [] : [[term, text]]));
}
