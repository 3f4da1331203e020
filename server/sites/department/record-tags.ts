import type { MarkStage } from '../../domain/mark-right.ts';
import type { SubmissionState } from '../../domain/review-table.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { markStageWords } from '../shared/field-catalogue.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { Kind } from '../shared/status-tag.ts';

const submissionKinds: Record<SubmissionState, Kind> = {
  waiting: 'info',
  endorsed: 'info',
  approved: 'good',
  returned: 'warn',
  refused: 'stop',
  withdrawn: 'neutral',
};

export function submissionTag(t: Translate, state: SubmissionState): Html {
  return statusTag({ kind: submissionKinds[state], text: t(`submission.state-${state}`) });
}

/** A project is never shown as registered: only a title granted is good news. */
export function markTag(t: Translate, stage: MarkStage): Html {
  return stage === 'granted'
    ? statusTag({ kind: 'good', text: t(markStageWords[stage]), icon: 'certificate' })
    : statusTag({ kind: 'neutral', text: t('department.mark-project', { stage: t(markStageWords[stage]) }) });
}
