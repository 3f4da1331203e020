import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reviewPage } from '../../scripts/review-diagram.ts';
import { batchHolds, holdActions, mayHold, nextHold } from '../../server/domain/batch-hold.ts';
import { answersTo } from '../../server/domain/note-answers.ts';
import { dueOn, flagNames, isTellingLot, urgencyOf } from '../../server/domain/review-flags.ts';
import { canReview, nextReviewState } from '../../server/domain/review-state.ts';
import type { ReviewAction } from '../../server/domain/review-state.ts';
import {
  actsOn,
  nextSubmissionState,
  openStates,
  reviewStates,
  reviewTable,
  submissionStates,
} from '../../server/domain/review-table.ts';
import type { ReviewState, SubmissionAct } from '../../server/domain/review-table.ts';
import type { Actor, Role } from '../../server/domain/roles.ts';
import { addWorkingDays, isWorkingDay } from '../../server/domain/working-days.ts';

const reviewActions: ReviewAction[] = ['edit', 'submit', 'withdraw', 'approve', 'return', 'refuse'];
const decisions: SubmissionAct[] = ['withdraw', 'approve', 'endorse', 'confirm', 'return', 'refuse'];

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

describe('the diagram in the documents', () => {
  it('is drawn from the table as it is now: else run `npm run diagram`', () => {
    const file = join(import.meta.dirname, '../../docs/review-states.md');
    expect(readFileSync(file, 'utf8')).toBe(reviewPage());
  });
});

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
  it('are all final but those that are open', () => {
    for (const state of submissionStates) {
      const leadOn = decisions.filter((act) =>
        [true, false].some((needsTwo) => nextSubmissionState({ state, needsTwo }, act)),
      );
      expect([state, leadOn.length > 0]).toEqual([state, openStates.some((open) => open === state)]);
    }
  });

  it('go together with the record’s: what decides the one moves the other', () => {
    for (const { submission, record, act } of reviewTable) {
      if (!submission) continue;
      const [, to] = submission;
      const isOpen = openStates.some((open) => open === to);
      expect([act, record[1] === 'submitted']).toEqual([act, isOpen]);
    }
  });

  it('need two officers only where it is said, and then never one alone', () => {
    expect(nextSubmissionState({ state: 'waiting', needsTwo: true }, 'approve')).toBeUndefined();
    expect(nextSubmissionState({ state: 'waiting', needsTwo: false }, 'endorse')).toBeUndefined();
    expect(nextSubmissionState({ state: 'waiting', needsTwo: true }, 'endorse')).toBe('endorsed');
    expect(nextSubmissionState({ state: 'endorsed', needsTwo: true }, 'confirm')).toBe('approved');
  });
});

describe('what is offered', () => {
  const person = (id: string, role: Role, organisation: string | null = null): Actor => ({
    id,
    name: id,
    roles: [role],
    organisation,
  });
  const waiting = { state: 'waiting', submittedBy: 'clerk', endorsedBy: null, needsTwo: false } as const;

  it('is what the table has a row for, to whom it is meant for', () => {
    expect(actsOn(waiting, person('officer', 'officer'))).toEqual(['return', 'refuse', 'approve']);
    expect(actsOn(waiting, person('clerk', 'producer-clerk', 'one'))).toEqual(['withdraw']);
    expect(actsOn(waiting, person('leader', 'leader'))).toEqual([]);
    expect(actsOn({ ...waiting, state: 'approved' }, person('officer', 'officer'))).toEqual([]);
  });

  it('is nothing to who submitted, and no confirmation to who endorsed', () => {
    expect(actsOn({ ...waiting, submittedBy: 'officer' }, person('officer', 'officer'))).toEqual([]);
    const endorsed = { ...waiting, state: 'endorsed', endorsedBy: 'officer', needsTwo: true } as const;
    expect(actsOn(endorsed, person('officer', 'officer'))).toEqual(['return', 'refuse']);
    expect(actsOn(endorsed, person('second', 'officer'))).toEqual(['return', 'refuse', 'confirm']);
  });
});

describe('the department’s own time', () => {
  it('runs on working days: weekends, holidays and the days given for them do not count', () => {
    expect(isWorkingDay('2026-11-20')).toBe(true);
    expect(isWorkingDay('2026-11-21')).toBe(false);
    // National day 2026, Tết 2027 from Friday 5 to Tuesday 9 February, its weekend given on the 10th and 11th.
    expect(['2026-09-01', '2026-09-02', '2027-02-05', '2027-02-09'].some(isWorkingDay)).toBe(false);
    expect(addWorkingDays('2027-02-04', 1)).toBe('2027-02-12');
    // Hùng Kings 2026 fell on a Sunday.
    expect(isWorkingDay('2026-04-27')).toBe(false);
  });

  it('gives a batch two days, whenever in the week it comes', () => {
    expect(dueOn('batch', '2026-11-20')).toBe('2026-11-24');
    expect(dueOn('batch', '2026-11-21')).toBe('2026-11-25');
  });

  it('is brought forward by what speaks against a record, by at most a week', () => {
    expect(urgencyOf('2026-11-24', [])).toBe('2026-11-24');
    expect(urgencyOf('2026-11-24', [{ name: 'duplicate-picture' }])).toBe('2026-11-22');
    expect(
      urgencyOf(
        '2026-11-24',
        flagNames.map((name) => ({ name })),
      ),
    ).toBe('2026-11-17');
  });
});

describe('a lot number', () => {
  it('that is a date or a mere counter says nothing when others use it too', () => {
    for (const lot of ['01', '20261101', '261101', '01-11-2026', '1/11'])
      expect(isTellingLot(lot)).toBe(false);
    for (const lot of ['TNV-01', 'LO-2026-09', 'A1234567']) expect(isTellingLot(lot)).toBe(true);
  });
});

describe('the answers to remarks', () => {
  const before = {
    name: 'Kho',
    stages: [
      { id: 'a', who: 'Tổ 1' },
      { id: 'b', who: 'Tổ 2' },
    ],
  };

  it('are told by what stands at the same field, an empty one included', () => {
    const notes = [
      { pointer: '/name', text: 'Ghi rõ tên.' },
      { pointer: '/expiresOn', text: 'Thiếu hạn.' },
    ];
    expect(answersTo(notes, before, { ...before, name: 'Kho số 2' })).toEqual([
      { pointer: '/name', text: 'Ghi rõ tên.', before: 'Kho', after: 'Kho số 2', isChanged: true },
      { pointer: '/expiresOn', text: 'Thiếu hạn.', isChanged: false },
    ]);
  });

  it('follow a stage to its new place, and see when it is gone', () => {
    const notes = [{ pointer: '/stages/1/who', text: 'Ai?' }];
    const moved = { ...before, stages: [{ id: 'b', who: 'Tổ 2' }] };
    expect(answersTo(notes, before, moved)).toMatchObject([{ isChanged: false, after: 'Tổ 2' }]);
    expect(answersTo(notes, before, { ...before, stages: [] })).toMatchObject([{ isChanged: true }]);
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
