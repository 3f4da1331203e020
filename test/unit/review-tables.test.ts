import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { batchHolds, holdActions, mayHold, nextHold } from '../../server/domain/batch-hold.ts';
import { canReview, nextReviewState, reviewActions, reviewStates } from '../../server/domain/review-state.ts';
import type { ReviewAction, ReviewState } from '../../server/domain/review-state.ts';
import {
  nextSubmissionState,
  submissionActions,
  submissionStates,
} from '../../server/domain/submission-state.ts';

/** A record and the versions of it that lie or lay before the department, as review moves them together. */
interface Model {
  isWaiting: boolean;
  approvals: number;
  submissions: number;
}
interface Real {
  state: ReviewState;
}

class Attempt implements fc.Command<Model, Real> {
  private readonly action: ReviewAction;
  constructor(action: ReviewAction) {
    this.action = action;
  }
  check(): boolean {
    return true;
  }
  run(model: Model, real: Real): void {
    const { action } = this;
    const isDecision = action !== 'edit' && action !== 'submit';
    const before = real.state;
    if (!canReview(before, action)) {
      expect(() => nextReviewState(before, action)).toThrow('conflict');
      expect(
        isDecision ? !model.isWaiting : model.isWaiting || before === 'refused' || before === 'approved',
      ).toBe(true);
      return;
    }
    real.state = nextReviewState(before, action);
    // Only what waits is decided; only what does not wait is edited or submitted.
    expect(isDecision).toBe(model.isWaiting);
    model.isWaiting = action === 'submit';
    if (action === 'submit') model.submissions += 1;
    if (action === 'approve') model.approvals += 1;
    expect(real.state === 'submitted').toBe(model.isWaiting);
    expect(model.approvals).toBeLessThanOrEqual(model.submissions);
  }
  toString(): string {
    return this.action;
  }
}

describe('the states of a record', () => {
  it('never let a version be decided twice, or changed while it waits', () => {
    const commands = fc.commands(reviewActions.map((action) => fc.constant(new Attempt(action))));
    fc.assert(
      fc.property(commands, (attempts) => {
        fc.modelRun(
          () => ({ model: { isWaiting: false, approvals: 0, submissions: 0 }, real: { state: 'draft' } }),
          attempts,
        );
      }),
    );
  });

  it('always leave a way back to work', () => {
    for (const state of reviewStates) {
      expect(canReview(state, 'edit') || canReview(state, 'withdraw')).toBe(true);
    }
  });
});

describe('the states of a submission', () => {
  it('are all final but waiting', () => {
    for (const state of submissionStates) {
      for (const action of submissionActions) {
        expect(nextSubmissionState(state, action) !== undefined).toBe(state === 'waiting');
      }
    }
  });

  it('go together with the record’s: what decides the one moves the other', () => {
    for (const action of submissionActions) expect(canReview('submitted', action)).toBe(true);
  });
});

describe('the hold on a batch', () => {
  it('is never lifted from a recall', () => {
    for (const action of holdActions) {
      expect(mayHold('recalled', action)).toBe(false);
      expect(() => nextHold('recalled', action)).toThrow('conflict');
    }
  });

  it('does only what it says it may', () => {
    for (const hold of batchHolds) {
      for (const action of holdActions) {
        if (mayHold(hold, action)) expect(batchHolds).toContain(nextHold(hold, action));
        else expect(() => nextHold(hold, action)).toThrow('conflict');
      }
    }
  });
});
