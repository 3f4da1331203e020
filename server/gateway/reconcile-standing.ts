import type { CanonicalKind } from '../domain/canonical-record.ts';
import { recordName } from '../domain/canonical-record.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import { vietnamOffset } from '../domain/local-time.ts';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { DayTally, HeldRecord } from './gateway-port.ts';
import { unsettled } from './outbox-clearance.ts';
import { dayTallies } from './reconcile-digest.ts';

/** A record as the gateway should hold it: its last accepted delivery. */
export interface Standing extends Omit<HeldRecord, 'foreignId' | 'receipt'> {
  message: string;
}

/** What the outbox says of one record. */
export interface RecordStanding {
  id: string;
  /** Null where the gateway should hold nothing. */
  standing: Standing | null;
  /** Something is on its way or settled after `since`: not to be judged now. */
  isMoving: boolean;
}

const shown = {
  aggregate: 1,
  seq: 1,
  state: 1,
  createdAt: 1,
  settledAt: 1,
  contentDigest: 1,
  'foreignIds.id': 1,
  'record.state': 1,
} as const;
type Row = Pick<OutboxMessage, '_id' | 'aggregate' | 'seq' | 'state' | 'createdAt' | 'settledAt'> & {
  contentDigest: string | null;
  foreignIds?: { id?: string };
  record: { state: OutboxMessage['record']['state'] };
};

/** Our side of a comparison with one gateway, read from the outbox alone. */
export function ourStandings(gateway: string, kind: CanonicalKind, since: Date) {
  const prefix = recordName(kind, '');
  const ofKind = { gateway, aggregate: { $gt: prefix, $lt: `${prefix}\u{10FFFF}` } };

  return {
    /** Day by day, and how many records in all; a pass over the index, a few figures in memory. */
    async tally(): Promise<{ days: DayTally[]; count: number }> {
      const sums = dayTallies();
      let count = 0;
      for await (const { standing } of standings(ofKind, since)) {
        if (!standing) continue;
        sums.add(standing);
        count += 1;
      }
      return { days: sums.all(), count };
    },

    /** The records whose standing is of this day. */
    async ofDay(day: string): Promise<RecordStanding[]> {
      const begin = new Date(`${day}T00:00:00${vietnamOffset}`);
      const createdAt = { $gte: begin, $lt: new Date(begin.getTime() + 24 * 3600_000) };
      const aggregates = await OutboxModel.distinct('aggregate', { ...ofKind, state: 'accepted', createdAt });
      const found = await among(aggregates);
      return found.filter(({ standing }) => standing?.day === day);
    },

    of: (ids: readonly string[]) => among(ids.map((id) => recordName(kind, id))),
  };

  async function among(aggregates: readonly string[]): Promise<RecordStanding[]> {
    const found: RecordStanding[] = [];
    for (let at = 0; at < aggregates.length; at += 1000) {
      const filter = { gateway, aggregate: { $in: aggregates.slice(at, at + 1000) } };
      for await (const standing of standings(filter, since)) found.push(standing);
    }
    return found;
  }
}

async function* standings(filter: object, since: Date): AsyncGenerator<RecordStanding> {
  const rows = OutboxModel.find(filter, shown).sort({ aggregate: 1, seq: 1 }).lean<Row[]>().cursor();
  let own: Row[] = [];
  for await (const row of rows as unknown as AsyncIterable<Row>) {
    if (own[0] && own[0].aggregate !== row.aggregate) {
      yield standingOf(own, since);
      own = [];
    }
    own.push(row);
  }
  if (own.length > 0) yield standingOf(own, since);
}

function standingOf(rows: readonly Row[], since: Date): RecordStanding {
  const [{ aggregate } = { aggregate: '' }] = rows;
  const id = aggregate.slice(aggregate.indexOf(':') + 1);
  const isMoving = rows.some(
    ({ state, settledAt }) =>
      unsettled.some((one) => one === state) ||
      (state === 'accepted' && settledAt !== null && settledAt >= since),
  );
  const last = rows.findLast(({ state }) => state === 'accepted');
  if (last?.foreignIds?.id === undefined) return { id, standing: null, isMoving };
  const { _id: message, seq, createdAt, contentDigest, record } = last;
  const withdrawn = record.state === 'withdrawn';
  const digest = withdrawn ? '' : (contentDigest ?? '');
  return { id, isMoving, standing: { id, seq, day: dateInVietnam(createdAt), digest, withdrawn, message } };
}
