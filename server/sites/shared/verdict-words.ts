import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import { verdictTones } from '../../domain/scan-verdict.ts';
import type { ScanVerdict, VerdictKind } from '../../domain/scan-verdict.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { IconName } from './icons.ts';

const icons: Record<VerdictKind, IconName> = {
  first: 'check',
  again: 'check',
  unusual: 'alert',
  held: 'search',
  suspended: 'alert',
  expired: 'clock',
  mistyped: 'pencil',
  inactive: 'stop',
  void: 'stop',
  returned: 'stop',
  unknown: 'search',
  withdrawn: 'stop',
  recalled: 'stop',
};

export interface VerdictWords {
  tone: 'good' | 'warn' | 'stop';
  icon: IconName;
  title: string;
  line: string;
  /** In the officer's words; only where a batch was stopped. */
  reason: string | undefined;
  next: string;
}

/** A verdict as people read it: a word, one sentence, the next step. */
export function verdictWords(t: Translate, lang: Language, verdict: ScanVerdict): VerdictWords {
  const { kind } = verdict;
  const reason = 'reason' in verdict && kind !== 'void' && verdict.reason !== '' ? verdict.reason : undefined;
  return {
    tone: verdictTones[kind],
    icon: icons[kind],
    title: t(`scans.verdict-${kind}`),
    line: t(`scans.verdict-${kind}-line`, paramsOf(verdict, lang)),
    reason: reason === undefined ? undefined : t('scans.verdict-reason', { reason }),
    next: t(`scans.verdict-${kind}-next`),
  };
}

function paramsOf(verdict: ScanVerdict, lang: Language): Record<string, string | number> {
  if ('on' in verdict) return { date: formatDate(verdict.on, lang) };
  if ('sessions' in verdict) {
    const { sessions, provinces, first, last } = verdict;
    return { sessions, provinces, first: formatInstant(first, lang), last: formatInstant(last, lang) };
  }
  return verdict.kind === 'void' ? { reason: verdict.reason } : {};
}
