import { createHash } from 'node:crypto';
import type { CanonicalKind } from '../domain/canonical-record.ts';
import type { DayTally, GatewayPort, HeldRecord, TallyAnswer } from './gateway-port.ts';

/** One record in the sum of its day; the sums of both sides are made of the same lines (security.md §5). */
export function digestLine({ id, seq, digest }: Pick<HeldRecord, 'id' | 'seq' | 'digest'>): string {
  return `${id} ${seq} ${digest}\n`;
}

/** Sums up records that come day by day mixed, but in the order of their ids. */
export function dayTallies() {
  const days = new Map<string, { count: number; hash: ReturnType<typeof createHash> }>();

  return {
    add(record: Pick<HeldRecord, 'id' | 'seq' | 'digest' | 'day'>): void {
      const day = days.get(record.day) ?? { count: 0, hash: createHash('sha256') };
      days.set(record.day, day);
      day.count += 1;
      day.hash.update(digestLine(record));
    },

    all: (): DayTally[] =>
      Array.from(days, ([day, { count, hash }]) => ({ day, count, digest: hash.digest('base64url') })),
  };
}

/** For gateways that cannot sum up: everything is listed and summed here. */
export async function tallyByListing(list: GatewayPort['list'], kind: CanonicalKind): Promise<TallyAnswer> {
  const held: HeldRecord[] = [];
  let after: string | null = null;
  do {
    const page = await list(kind, { after });
    if (page.outcome !== 'listed') return page;
    held.push(...page.records);
    after = page.next;
  } while (after !== null);
  const sums = dayTallies();
  for (const record of held.sort((a, b) => (a.id < b.id ? -1 : 1))) sums.add(record);
  return { outcome: 'tallied', days: sums.all() };
}
