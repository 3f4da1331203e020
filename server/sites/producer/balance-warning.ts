import { digest } from '../../domain/canonical-json.ts';
import type { Balance } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { breachNotice } from '../shared/balance-panel.ts';
import type { Visit } from './visit.ts';

/** Says what is too much before it is kept; the clerk may keep it all the same. */
export function balanceWarning(over: Balance, visit: Visit): Html {
  const { t } = visit;
  return html`<div role="alert">
    ${breachNotice(over, visit, t('balance.entry-title'), t('balance.entry-next'))}
  </div>`;
}

/** Names the warning that was shown: other figures are another warning. */
export function seenMark({ checks }: Balance): string {
  const breaches = checks.filter(({ verdict }) => verdict === 'breach');
  return digest(breaches.map(({ about, stage, title, out, most }) => ({ about, stage, title, out, most })));
}
