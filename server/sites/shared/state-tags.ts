import type { ReviewState } from '../../domain/review-table.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Batch, Certificate } from '../../platform/contract-types.ts';
import type { IconName } from './icons.ts';
import { statusTag } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

const kinds: Record<ReviewState, Kind> = {
  draft: 'neutral',
  submitted: 'info',
  returned: 'warn',
  refused: 'stop',
  approved: 'good',
};

export function stateTag(t: Translate, state: ReviewState): Html {
  return statusTag({ kind: kinds[state], text: t(`review.state-${state}`) });
}

/** What stands against a batch comes before the state of its papers; that it was closed stands beside either. */
export function batchTag(t: Translate, { hold, closedOn, state }: Batch): Html {
  const closed =
    closedOn !== null && statusTag({ kind: 'neutral', icon: 'box', text: t('review.state-closed') });
  if (hold === 'none') return closed || stateTag(t, state);
  const kind = hold === 'suspended' ? 'warn' : 'stop';
  return html`${statusTag({ kind, text: t(`review.hold-${hold}`) })} ${closed}`;
}

const validities: Record<Certificate['validity'], { kind: Kind; icon?: IconName }> = {
  valid: { kind: 'good' },
  expiring: { kind: 'warn', icon: 'clock' },
  expired: { kind: 'stop' },
};

export function validityTag(t: Translate, validity: Certificate['validity']): Html {
  return statusTag({ ...validities[validity], text: t(`certificate.validity-${validity}`) });
}
