import { verdictTones } from '../../domain/scan-verdict.ts';
import type { VerdictKind } from '../../domain/scan-verdict.ts';
import type { Signal } from '../../domain/scan-signals.ts';
import type { CaseSummary, InspectedUnit } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { statusTag } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

const unitKinds: Record<NonNullable<InspectedUnit['state']>, Kind> = {
  issued: 'neutral',
  printed: 'info',
  active: 'good',
  void: 'stop',
  returned: 'stop',
};

export function unitTag(t: Translate, state: NonNullable<InspectedUnit['state']>, held: boolean): Html {
  const tag = statusTag({ kind: unitKinds[state], text: t(`scans.state-${state}`) });
  return held ? html`${tag} ${statusTag({ kind: 'warn', text: t('scans.held') })}` : tag;
}

export function verdictTag(t: Translate, verdict: VerdictKind): Html {
  return statusTag({ kind: verdictTones[verdict], text: t(`scans.verdict-${verdict}`) });
}

export function caseTag(t: Translate, { state, outcome }: Pick<CaseSummary, 'state' | 'outcome'>): Html {
  if (outcome !== null) {
    return statusTag({ kind: outcome === 'void' ? 'stop' : 'good', text: t(`cases.outcome-${outcome}`) });
  }
  return statusTag({ kind: state === 'held' ? 'warn' : 'info', text: t(`cases.state-${state}`) });
}

export function signalList(t: Translate, signals: readonly Signal[]): string {
  return signals.map((signal) => t(`scans.signal-${signal}`)).join(' · ');
}
