import { reviewKinds } from './change.ts';
import type { Subject } from './change.ts';
import { isOfDepartment } from './roles.ts';
import type { Actor, Role } from './roles.ts';

/** What people are told of, beside what they find on their pages anyway. */
export const noticeKinds = [
  'returned',
  'refused',
  'approved',
  'suspended',
  'recalled',
  'hold-ended',
  'right-decided',
  'expiring',
  'handover-waiting',
  'handover-answered',
  'stamps-low',
  'print-done',
  'submission-waiting',
  'submission-overdue',
  'explained',
  'recall-closed',
  'sync-stuck',
  'right-applied',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const mailTimings = ['at-once', 'daily', 'never'] as const;
export type MailTiming = (typeof mailTimings)[number];

/**
 * `producers`: the clerks and owners of the organisation that the act is about; `sender`, `receiver`: those of a
 * hand-over; `owner`: the managers of the owner of the mark.
 */
export type Audience = 'producers' | 'sender' | 'receiver' | 'owner' | 'officers';

interface KindRule {
  to: readonly Audience[];
  /** By mail, where the reader has not said otherwise: what waits for the reader's own act comes at once. */
  usual: MailTiming;
}

const kinds: Record<NoticeKind, KindRule> = {
  returned: { to: ['producers'], usual: 'at-once' },
  refused: { to: ['producers'], usual: 'at-once' },
  approved: { to: ['producers'], usual: 'daily' },
  suspended: { to: ['producers'], usual: 'at-once' },
  recalled: { to: ['producers'], usual: 'at-once' },
  'hold-ended': { to: ['producers'], usual: 'at-once' },
  'right-decided': { to: ['producers'], usual: 'at-once' },
  expiring: { to: ['producers'], usual: 'daily' },
  'handover-waiting': { to: ['receiver'], usual: 'at-once' },
  'handover-answered': { to: ['sender'], usual: 'daily' },
  'stamps-low': { to: ['producers'], usual: 'daily' },
  'print-done': { to: ['producers'], usual: 'never' },
  'submission-waiting': { to: ['officers'], usual: 'daily' },
  'submission-overdue': { to: ['officers'], usual: 'daily' },
  explained: { to: ['officers'], usual: 'at-once' },
  'recall-closed': { to: ['officers'], usual: 'daily' },
  'sync-stuck': { to: ['officers'], usual: 'daily' },
  'right-applied': { to: ['owner', 'officers'], usual: 'daily' },
};

const rolesOf: Record<Audience, readonly Role[]> = {
  producers: ['producer-clerk', 'producer-owner'],
  sender: ['producer-clerk', 'producer-owner'],
  receiver: ['producer-clerk', 'producer-owner'],
  owner: ['mark-manager'],
  officers: ['officer', 'lead-officer'],
};

export function audiencesOf(kind: NoticeKind): readonly Audience[] {
  return kinds[kind].to;
}

export function rolesIn(audience: Audience): readonly Role[] {
  return rolesOf[audience];
}

export function usualTiming(kind: NoticeKind): MailTiming {
  return kinds[kind].usual;
}

/** The kinds that a person is told of in their present roles; notices of former ones are not shown any more. */
export function kindsFor(actor: Pick<Actor, 'roles' | 'organisation'>): NoticeKind[] {
  const isOfficer = isOfDepartment({ ...actor, id: '', name: '' });
  return noticeKinds.filter((kind) =>
    kinds[kind].to.some(
      (audience) =>
        (audience === 'officers') === isOfficer &&
        actor.roles.some((role) => rolesOf[audience].includes(role)),
    ),
  );
}

/** What an act tells, and which earlier notices about the same subject it settles. */
export interface ActRule {
  tells?: NoticeKind;
  settles: readonly NoticeKind[];
}

const none: readonly NoticeKind[] = [];
const mended: readonly NoticeKind[] = ['returned', 'refused'];
const decided: readonly NoticeKind[] = ['submission-waiting'];
const held: readonly NoticeKind[] = ['suspended', 'explained'];

const reviewActs: Record<string, ActRule> = {
  submit: { tells: 'submission-waiting', settles: mended },
  withdraw: { settles: decided },
  approve: { tells: 'approved', settles: [...decided, ...mended, 'expiring'] },
  confirm: { tells: 'approved', settles: [...decided, ...mended, 'expiring'] },
  return: { tells: 'returned', settles: decided },
  refuse: { tells: 'refused', settles: decided },
};

const otherActs: Record<string, ActRule> = {
  'batch.suspend': { tells: 'suspended', settles: none },
  'batch.explain': { tells: 'explained', settles: ['suspended'] },
  'batch.restore': { tells: 'hold-ended', settles: held },
  'batch.take-down': { tells: 'hold-ended', settles: held },
  'batch.recall': { tells: 'recalled', settles: held },
  'batch.close-recall': { tells: 'recall-closed', settles: ['recalled'] },
  'batch.request-stamps': { tells: 'stamps-low', settles: ['stamps-low'] },
  'handover.send': { tells: 'handover-waiting', settles: none },
  'handover.confirm': { tells: 'handover-answered', settles: ['handover-waiting'] },
  'handover.refuse': { tells: 'handover-answered', settles: ['handover-waiting'] },
  'handover.withdraw': { settles: ['handover-waiting'] },
  'print-job.finish': { tells: 'print-done', settles: none },
  'grant.apply': { tells: 'right-applied', settles: none },
  'grant.grant': { tells: 'right-decided', settles: ['right-applied'] },
  'grant.refuse': { tells: 'right-decided', settles: ['right-applied'] },
  'grant.suspend': { tells: 'right-decided', settles: none },
  'grant.restore': { tells: 'right-decided', settles: none },
  'grant.revoke': { tells: 'right-decided', settles: ['expiring'] },
  'grant.expire': { tells: 'right-decided', settles: ['expiring'] },
};

/** By the audit log's name of the act: `batch.return`. Undefined where nobody is told. */
export function actRule({ kind }: Subject, action: string): ActRule | undefined {
  const verb = action.slice(action.indexOf('.') + 1);
  const isReviewed = reviewKinds.some((one) => one === kind);
  return otherActs[action] ?? (isReviewed ? reviewActs[verb] : undefined);
}

/** Few stamps are left where at most a tenth is; a batch of few had never many. */
export function isLow({ left, total }: { left: number; total: number }): boolean {
  return total > 0 && left * 10 <= total;
}

const gatheringMs = 3 * 60_000;
const dayMs = 24 * 3_600_000;

/** Notices of a few minutes share a mail, those of a day the one at seven in the morning (midnight by UTC). */
export function mailTime(timing: MailTiming, at: Date): Date | null {
  if (timing === 'never') return null;
  if (timing === 'at-once') return new Date(at.getTime() + gatheringMs);
  return new Date((Math.floor(at.getTime() / dayMs) + 1) * dayMs);
}

/** A mail that is due takes along what else would go within the next few minutes. */
export function gatheredUntil(now: Date): Date {
  return new Date(now.getTime() + gatheringMs);
}

const firstPauseMs = 60_000;
const longestPauseMs = 6 * 3_600_000;
/** After so many tries, about four days, a mail server has had its chance. */
const mostTries = 24;

/** When to try again after so many failures, doubling up to six hours; null where it is given up. */
export function retryAt(tries: number, now: Date, share: number): Date | null {
  if (tries >= mostTries) return null;
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1));
  return new Date(now.getTime() + pause * (0.5 + share / 2));
}
