import type { HoldAction } from './batch-hold.ts';
import { conflict, forbidden } from './errors.ts';

/** The trader has 24 hours to explain (Circular 31/2026/TT-BCT Article 11). */
const explainWithin = 24 * 60 * 60 * 1000;

/** One suspension of a batch, from the officer's reason to how it ended; kept for good. */
export interface Suspension {
  at: Date;
  by: { id: string; name: string };
  reason: string;
  answerBy: Date;
  explanation: { at: Date; by: string; text: string; files: string[] } | null;
  end: { outcome: SuspensionEnd; at: Date; by: string; reason: string } | null;
}

export type SuspensionEnd = 'restored' | 'withdrawn' | 'recalled';

/** Whose turn it is: the trader's, the officer's, or the officer's because the trader let the day go by. */
export const openSuspensionStates = ['waiting', 'overdue', 'answered'] as const;
export type SuspensionState = (typeof openSuspensionStates)[number] | SuspensionEnd;

const ends: Record<Exclude<HoldAction, 'suspend'>, SuspensionEnd> = {
  restore: 'restored',
  'take-down': 'withdrawn',
  recall: 'recalled',
};

export function newSuspension(reason: string, { at, by }: { at: Date; by: Suspension['by'] }): Suspension {
  return { at, by, reason, answerBy: new Date(at.getTime() + explainWithin), explanation: null, end: null };
}

export function openSuspension(suspensions: readonly Suspension[]): Suspension | undefined {
  return suspensions.find(({ end }) => end === null);
}

export function suspensionState({ explanation, answerBy, end }: Suspension, now: Date): SuspensionState {
  if (end) return end.outcome;
  if (explanation) return 'answered';
  return now > answerBy ? 'overdue' : 'waiting';
}

/**
 * Taking a page down cannot be undone, so it takes what a suspension does not: the trader was heard or let the day
 * go by, and another officer than the one who suspended decides.
 */
export function takeDownObstacle(
  suspension: Suspension,
  { id, now }: { id: string; now: Date },
): 'same-officer' | 'explanation-awaited' | undefined {
  if (suspension.by.id === id) return 'same-officer';
  return suspensionState(suspension, now) === 'waiting' ? 'explanation-awaited' : undefined;
}

export function assertMayTakeDown(suspension: Suspension, by: { id: string; now: Date }): void {
  const obstacle = takeDownObstacle(suspension, by);
  if (obstacle === 'same-officer') throw forbidden('review.same-officer');
  if (obstacle === undefined) return;
  throw conflict({ key: `review.${obstacle}` }, { answerBy: suspension.answerBy.toISOString() });
}

/** The suspensions after this act; a suspension of before there were any on record is left unsaid. */
export function suspensionsAfter(
  suspensions: readonly Suspension[],
  action: HoldAction,
  { at, by, reason }: { at: Date; by: Suspension['by']; reason: string },
): Suspension[] {
  if (action === 'suspend') return [...suspensions, newSuspension(reason, { at, by })];
  const end = { outcome: ends[action], at, by: by.name, reason };
  return suspensions.map((one) => (one.end === null ? { ...one, end } : one));
}

/** The same with the trader's explanation, which is given once and may come late while nothing was decided. */
export function explained(
  suspensions: readonly Suspension[],
  explanation: NonNullable<Suspension['explanation']>,
): Suspension[] {
  const open = openSuspension(suspensions);
  if (!open) throw conflict({ key: 'review.nothing-to-explain' });
  if (open.explanation) {
    const { by, at } = open.explanation;
    throw conflict({ key: 'review.explained-before' }, { by, at: at.toISOString() });
  }
  return suspensions.map((one) => (one === open ? { ...one, explanation } : one));
}
