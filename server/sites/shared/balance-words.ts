import { formatQuantity } from '../../domain/quantity.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { Balance, BalanceCheck, Quantity } from '../../platform/contract-types.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { stageName } from './field-values.ts';
import { statusTag } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

export interface Words {
  t: Translate;
  lang: Language;
}

const kinds: Record<Balance['verdict'], Kind> = {
  ok: 'good',
  unknown: 'neutral',
  warning: 'warn',
  breach: 'stop',
};

export function balanceTag(t: Translate, verdict: Balance['verdict']): Html {
  return statusTag({ kind: kinds[verdict], text: t(`balance.verdict-${verdict}`) });
}

/** What is too much, by how much, and what to look at: one sentence for each breach. */
export function breachSentences({ checks }: Pick<Balance, 'checks'>, words: Words): string[] {
  return checks
    .filter(({ verdict }) => verdict === 'breach')
    .map((check) => {
      const { about, title, out, most, over } = check;
      return words.t(`balance.over-${about}`, {
        stage: recoveryStageName(words.t, check.stage),
        title: title ?? '',
        out: amount(out, words),
        most: amount(most, words),
        over: amount(over, words),
      });
    });
}

export function checkName({ t }: Pick<Words, 't'>, { about, stage, title }: BalanceCheck): string {
  return t(`balance.about-${about}`, { stage: recoveryStageName(t, stage), title: title ?? '' });
}

export function recoveryStageName(t: Translate, stage: string | null): string {
  if (stage === null) return '';
  return stage === 'lot-change' ? t('balance.stage-lot-change') : stageName(t, stage);
}

export function amount(quantity: Quantity | null, { t, lang }: Words): string {
  return quantity ? formatQuantity(quantity, lang, t) : t('balance.not-told');
}
