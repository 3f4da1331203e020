import type { CaseState } from '../../domain/case-state.ts';
import type { GrantState } from '../../domain/grant-state.ts';
import type { MarkStage } from '../../domain/mark-right.ts';
import type { ReviewState, SubmissionState } from '../../domain/review-table.ts';
import type { InspectedUnit, SearchItem } from '../../platform/contract-types.ts';
import type { Hole } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { markTag, submissionTag } from '../department/record-tags.ts';
import { grantTag } from '../shared/grant-panels.ts';
import { caseTag, unitTag } from '../shared/scan-tags.ts';
import { stateTag } from '../shared/state-tags.ts';
import { statusTag } from '../shared/status-tag.ts';

type Tag = (t: Translate, state: string) => Hole;

const reviewed: Tag = (t, state) => stateTag(t, state as ReviewState);

/** The state of each kind of thing in the words its own pages use. */
const tags: Partial<Record<SearchItem['kind'], Tag>> = {
  organisation: reviewed,
  place: reviewed,
  product: reviewed,
  certificate: reviewed,
  batch: (t, state) => {
    if (state === 'recalled') return statusTag({ kind: 'stop', text: t('review.hold-recalled') });
    if (state === 'suspended') return statusTag({ kind: 'warn', text: t('review.hold-suspended') });
    return reviewed(t, state);
  },
  mark: (t, state) => markTag(t, state as MarkStage),
  grant: (t, state) => grantTag(t, state as GrantState),
  submission: (t, state) => submissionTag(t, state as SubmissionState),
  case: (t, state) => caseTag(t, { state: state as CaseState, outcome: null }),
  stamp: (t, state) =>
    state === 'held'
      ? statusTag({ kind: 'warn', text: t('scans.held') })
      : unitTag(t, state as NonNullable<InspectedUnit['state']>, false),
};

export function foundTag(t: Translate, { kind, state }: Pick<SearchItem, 'kind' | 'state'>): Hole {
  return state === null ? undefined : tags[kind]?.(t, state);
}
