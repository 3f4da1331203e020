/** What one look-up of a stamp found out, before it is judged. */
export interface ScanFacts {
  /** `unknown` and `mistyped` are known from the serial alone, without the database. */
  serial: 'valid' | 'unknown' | 'mistyped';
  /** What the stamp ledger says of the unit; null where no run ever issued it. */
  unit: ScannedUnit | null;
  /** What stands on the batch's own page; null while nothing is published. */
  batch: ScannedBatch | null;
  /** Sessions before this one; null where there was none. */
  memory: ScanMemory | null;
  norm: { sessions: number };
}

interface ScannedUnit {
  state: 'issued' | 'printed' | 'active' | 'void' | 'returned';
  voidReason?: string | undefined;
  held: boolean;
}

type ScannedBatch =
  | { kind: 'approved'; on: string }
  | { kind: 'expired'; on: string }
  | { kind: 'suspended' | 'withdrawn' | 'recalled'; on: string; reason: string };

export interface ScanMemory {
  sessions: number;
  first: Date;
  last: Date;
  /** Different ones among the sessions whose province is known. */
  provinces: number;
}

export type ScanVerdict =
  | { kind: 'mistyped' | 'unknown' | 'returned' | 'inactive' | 'held' | 'first' }
  | { kind: 'recalled' | 'withdrawn' | 'suspended'; on: string; reason: string }
  | { kind: 'expired'; on: string }
  | { kind: 'void'; reason: string }
  | { kind: 'again' | 'unusual'; sessions: number; first: Date; last: Date; provinces: number };

export type VerdictKind = ScanVerdict['kind'];

/** How loud the answer is. A count alone is never louder than a warning: it accuses nobody (security.md §4). */
export const verdictTones: Record<VerdictKind, 'good' | 'warn' | 'stop'> = {
  first: 'good',
  again: 'good',
  unusual: 'warn',
  held: 'warn',
  suspended: 'warn',
  expired: 'warn',
  mistyped: 'warn',
  inactive: 'stop',
  void: 'stop',
  returned: 'stop',
  unknown: 'stop',
  withdrawn: 'stop',
  recalled: 'stop',
};

/**
 * One sentence for a scan, the most urgent truth first:
 * a recall, because it is about health, whatever else is true of the stamp;
 * then what makes the stamp itself worthless (void, returned, not activated), because then the batch's page says
 * nothing about the goods in hand;
 * then what was decided or is still looked into (held, withdrawn, suspended), then what the calendar says;
 * and how often it was looked up last, because that proves nothing.
 */
export function scanVerdict(facts: ScanFacts): ScanVerdict {
  const { serial, unit, batch } = facts;
  if (serial !== 'valid') return { kind: serial };
  if (!unit) return { kind: 'unknown' };
  if (batch?.kind === 'recalled') return batch;
  return (
    deadStamp(unit) ??
    (unit.held ? { kind: 'held' } : undefined) ??
    (batch ? stoppedBatch(batch) : { kind: 'inactive' }) ??
    countedScan(facts)
  );
}

function deadStamp({ state, voidReason = 'other' }: ScannedUnit): ScanVerdict | undefined {
  if (state === 'active') return undefined;
  if (state === 'void') return { kind: 'void', reason: voidReason };
  return { kind: state === 'returned' ? 'returned' : 'inactive' };
}

function stoppedBatch(batch: ScannedBatch): ScanVerdict | undefined {
  return batch.kind === 'approved' ? undefined : batch;
}

function countedScan({ memory, norm }: ScanFacts): ScanVerdict {
  if (!memory || memory.sessions === 0) return { kind: 'first' };
  const { first, last, provinces } = memory;
  const sessions = memory.sessions + 1;
  return { kind: sessions > norm.sessions ? 'unusual' : 'again', sessions, first, last, provinces };
}
