import Big from 'big.js';
import { formatQuantity } from '../../domain/quantity.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import type { Quantity } from '../../platform/contract-types.ts';
import type { Language, Translate } from '../../platform/i18n.ts';

/** In which words a chain is told, and where its lots are shown. */
export interface TraceReading {
  t: Translate;
  lang: Language;
  /** The chain of another batch. */
  hrefOf: (batch: string) => string;
}

type Words = Pick<TraceReading, 't' | 'lang'>;

export function shareText(share: string | null, { t, lang }: Words): string {
  return share === null
    ? t('trace.unknown')
    : `${formatNumber(new Big(share).times(100).round(1).toFixed(), lang)}\u00a0%`;
}

export function amountText(quantity: Quantity, { t, lang }: Words): string {
  const value = new Big(quantity.value).round(3).toFixed();
  return formatQuantity({ ...quantity, value }, lang, t);
}
