import type { Handover, HeldLot } from '../../platform/contract-types.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { amount } from './balance-words.ts';
import type { Words } from './balance-words.ts';
import { statusTag } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

const kinds: Record<Handover['state'], Kind> = {
  sent: 'info',
  received: 'good',
  refused: 'stop',
  withdrawn: 'neutral',
};
const lotKinds: Record<HeldLot['lotState'], Kind> = {
  approved: 'good',
  unapproved: 'neutral',
  suspended: 'warn',
  withdrawn: 'stop',
  recalled: 'stop',
};

export function handoverTag(t: Translate, state: Handover['state']): Html {
  return statusTag({ kind: kinds[state], text: t(`handover.state-${state}`) });
}

export function lotTag(t: Translate, state: HeldLot['lotState']): Html {
  return statusTag({ kind: lotKinds[state], text: t(`handover.lot-state-${state}`) });
}

export function heldLotText({ title, from, left }: HeldLot, words: Words): string {
  const { t } = words;
  return from
    ? t('handover.lot-option-from', { title, from: from.name, left: amount(left, words) })
    : t('handover.lot-option', { title, left: amount(left, words) });
}

/** `thiếu 1,5 kg`; nothing before it was received. */
export function differenceText({ received, difference }: Handover['lines'][number], words: Words): string {
  if (!received) return '';
  if (!difference) return words.t('handover.difference-none');
  return words.t(`handover.difference-${difference.kind}`, { quantity: amount(difference.quantity, words) });
}
