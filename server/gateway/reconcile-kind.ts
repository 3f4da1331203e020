import type { CanonicalKind } from '../domain/canonical-record.ts';
import type { DayTally, GatewayPort, HeldRecord, Later, Refused } from './gateway-port.ts';
import type { Finding, KindResult } from './reconciliation-model.ts';
import { ourStandings } from './reconcile-standing.ts';
import type { RecordStanding, Standing } from './reconcile-standing.ts';

export interface KindComparison {
  result: Omit<KindResult, 'filled'>;
  findings: Finding[];
  /** What the gateway holds and we do not know. */
  strays: HeldRecord[];
  /** By our id: what the gateway holds of the records found stale. */
  heldSeq: Map<string, number>;
}

/** The gateway did not answer the question. */
export type Unanswered = Later | Refused;

/**
 * Both sides of one kind: sums by day first, and only where they differ record by record. The gateway is read first:
 * what was settled since `since` or is still on its way cannot be judged and is left for the next time.
 */
export async function compareKind(
  gateway: GatewayPort,
  kind: CanonicalKind,
  since: Date,
): Promise<KindComparison | Unanswered> {
  const theirs = await gateway.tally(kind);
  if (theirs.outcome !== 'tallied') return theirs;
  const ours = ourStandings(gateway.name, kind, since);
  const { days, count: here } = await ours.tally();
  const differing = differingDays(days, theirs.days);
  const held: HeldRecord[] = [];
  for (const day of differing) {
    const listed = await listDay(gateway, kind, day);
    if ('outcome' in listed) return listed;
    held.push(...listed);
  }
  const expected = new Map<string, RecordStanding>();
  for (const day of differing) for (const one of await ours.ofDay(day)) expected.set(one.id, one);
  const strangers = held.map(({ id }) => id).filter((id) => !expected.has(id));
  for (const one of await ours.of(strangers)) expected.set(one.id, one);
  const result = {
    kind,
    here,
    there: theirs.days.reduce((sum, { count }) => sum + count, 0),
    days: new Set([...days, ...theirs.days].map(({ day }) => day)).size,
    daysDiffering: differing.length,
  };
  return judged(result, held, expected);
}

function differingDays(ours: readonly DayTally[], theirs: readonly DayTally[]): string[] {
  const sums = new Map(ours.map((tally) => [tally.day, tally]));
  const differing = theirs.filter(({ day, count, digest }) => {
    const own = sums.get(day);
    sums.delete(day);
    return own?.count !== count || own.digest !== digest;
  });
  return [...differing.map(({ day }) => day), ...sums.keys()].sort();
}

async function listDay(
  gateway: GatewayPort,
  kind: CanonicalKind,
  day: string,
): Promise<HeldRecord[] | Unanswered> {
  const held: HeldRecord[] = [];
  let after: string | null = null;
  do {
    const page = await gateway.list(kind, { day, after });
    if (page.outcome !== 'listed') return page;
    held.push(...page.records);
    after = page.next;
  } while (after !== null);
  return held;
}

type Head = Pick<KindResult, 'kind' | 'here' | 'there' | 'days' | 'daysDiffering'>;

function judged(
  head: Head,
  held: readonly HeldRecord[],
  expected: ReadonlyMap<string, RecordStanding>,
): KindComparison {
  const { kind } = head;
  const seen = new Set<string>();
  const verdicts = held.map((there) => {
    const isDouble = seen.has(there.id);
    seen.add(there.id);
    return { there, verdict: verdictOn(there, expected.get(there.id), isDouble) };
  });
  const absent = [...expected.values()].filter(({ id, standing }) => standing && !seen.has(id));
  const strays = verdicts.filter(({ verdict }) => verdict === 'unknown').map(({ there }) => there);
  const stale = verdicts.filter(({ verdict }) => verdict === 'stale').map(({ there }) => there);
  const missing = absent.filter(({ isMoving }) => !isMoving);
  const result = {
    ...head,
    missing: missing.length,
    stale: stale.length,
    unknown: strays.length,
    moving: verdicts.filter(({ verdict }) => verdict === 'moving').length + absent.length - missing.length,
  };
  const findings = [
    ...missing.map(({ standing }) => ({
      kind,
      cause: 'missing' as const,
      ...ourSide(standing),
      seqThere: null,
    })),
    ...stale.map((there) => ({
      kind,
      cause: 'stale' as const,
      ...ourSide(expected.get(there.id)?.standing),
      seqThere: there.seq,
    })),
    ...strays.map(({ id, day, seq }) => ({
      kind,
      cause: 'unknown' as const,
      ...ourSide(null),
      record: id,
      day,
      seqThere: seq,
    })),
  ];
  return { result, findings, strays, heldSeq: new Map(stale.map(({ id, seq }) => [id, seq])) };
}

type Verdict = 'same' | 'moving' | 'stale' | 'unknown' | 'gone';

function verdictOn(there: HeldRecord, here: RecordStanding | undefined, isDouble: boolean): Verdict {
  if (here?.isMoving === true) return 'moving';
  if (!here?.standing || isDouble) return there.withdrawn ? 'gone' : 'unknown';
  return isSame(here.standing, there) ? 'same' : 'stale';
}

function isSame(here: Standing, there: HeldRecord): boolean {
  return here.seq === there.seq && here.withdrawn === there.withdrawn && here.digest === there.digest;
}

function ourSide(
  standing: Standing | null | undefined,
): Pick<Finding, 'record' | 'day' | 'seqHere' | 'message'> {
  if (!standing) return { record: '', day: '', seqHere: null, message: null };
  const { id: record, day, seq: seqHere, message } = standing;
  return { record, day, seqHere, message };
}
