import { OutboxModel } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { OwnRefusal } from './gateway-port.ts';

/** What a message may do now. */
export type Clearance =
  | { clearance: 'go'; foreignIds: Record<string, string> }
  | { clearance: 'wait' }
  /** It would wait for ever: what it needs was refused or left out, or never came. */
  | { clearance: 'hopeless'; code: OwnRefusal; need: string }
  /** A later message of the record was sent meanwhile; this one would overtake it backwards. */
  | { clearance: 'superseded' };

/** A need that was never queued may still be on its way for so long. */
const patience = 3600_000;

export const unsettled = ['queued', 'sending', 'handed'] as const;
const gone = ['sending', 'handed', 'accepted'];

/** Whether these messages may be sent, by what the outbox says of their records and their needs; three queries. */
export async function clearancesOf(
  gateway: string,
  messages: readonly OutboxMessage[],
  now: Date,
): Promise<Clearance[]> {
  const names = [...new Set(messages.flatMap(({ aggregate, needs }) => [aggregate, ...needs]))];
  const rows = await OutboxModel.find(
    { gateway, aggregate: { $in: names } },
    { aggregate: 1, seq: 1, state: 1, foreignIds: 1 },
  )
    .sort({ seq: 1 })
    .lean<Row[]>();
  const byName = new Map<string, Row[]>(names.map((name) => [name, []]));
  for (const row of rows) byName.get(row.aggregate)?.push(row);
  return messages.map((message) => clearanceOf(message, byName, now));
}

type Row = Pick<OutboxMessage, 'aggregate' | 'seq' | 'state' | 'foreignIds'>;

function clearanceOf(message: OutboxMessage, rows: Map<string, Row[]>, now: Date): Clearance {
  const { aggregate, seq, needs, createdAt } = message;
  const own = rows.get(aggregate) ?? [];
  if (own.some((row) => row.seq < seq && isUnsettled(row))) return { clearance: 'wait' };
  if (own.some((row) => row.seq > seq && gone.includes(row.state))) return { clearance: 'superseded' };
  const foreignIds: Record<string, string> = {};
  for (const name of [...needs, aggregate]) {
    const id = foreignIdIn(rows.get(name));
    if (id !== undefined) foreignIds[name] = id;
  }
  const missing = needs.filter((name) => !(name in foreignIds));
  const hopeless = missing.find((name) => !rows.get(name)?.some(isUnsettled));
  if (hopeless === undefined) {
    return missing.length > 0 ? { clearance: 'wait' } : { clearance: 'go', foreignIds };
  }
  if ((rows.get(hopeless)?.length ?? 0) > 0)
    return { clearance: 'hopeless', code: 'needs-refused', need: hopeless };
  const isOverdue = now.getTime() - createdAt.getTime() > patience;
  return isOverdue ? { clearance: 'hopeless', code: 'needs-absent', need: hopeless } : { clearance: 'wait' };
}

function isUnsettled({ state }: Row): boolean {
  return unsettled.some((one) => one === state);
}

function foreignIdIn(rows: Row[] = []): string | undefined {
  return rows.findLast(({ state, foreignIds }) => state === 'accepted' && foreignIds['id'] !== undefined)
    ?.foreignIds['id'];
}
