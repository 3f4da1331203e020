import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { actRule, isLow } from '../../domain/notice-rules.ts';
import type { NoticeKind } from '../../domain/notice-rules.ts';
import type { Entry } from '../../ledger/unit-of-work.ts';
import { NoticeModel } from './notice-model.ts';
import type { NoticeNeighbours } from './notice-neighbours.ts';
import type { NoticeWriter, Telling } from './notice-writer.ts';

type Details = Pick<Telling, 'words' | 'organisations' | 'pointer' | 'only'>;
type Further = Partial<Details>;

/**
 * Derives notices from the audit entries of the ledger, in the same transaction (ADR 0030): whoever adds an act to
 * the table in `domain/notice-rules.ts` need not touch the feature that does it.
 */
export function noticeTeller(neighbours: NoticeNeighbours, writer: NoticeWriter) {
  /** What a kind says beyond the name of its record, and to whom else; null where there is nothing to tell. */
  const furtherOf: Partial<Record<NoticeKind, (subject: Subject) => Promise<Further | null>>> = {
    returned: async (subject) => ({
      pointer: (await neighbours.submissionOf(subject))?.remarks[0] ?? null,
    }),
    'submission-waiting': async (subject) => ({
      words: { submission: (await neighbours.submissionOf(subject))?.id ?? '' },
    }),
    'right-applied': async ({ id }) => {
      const owner = await neighbours.markOwnerOf(id);
      return { organisations: owner === null ? {} : { owner } };
    },
    'print-done': async ({ id }) => ({ only: (await neighbours.ordererOf(id)) ?? '' }),
    'stamps-low': ({ id }) => lowStamps(id),
  };

  return async function tell(entry: Entry, { actor }: ChangeBy, at: Date): Promise<void> {
    const { subject, action } = entry;
    const rule = actRule(subject, action);
    if (!rule) return;
    await settle(subject, rule.settles, at);
    const { tells: kind } = rule;
    const details = kind && (await detailsOf(kind, entry));
    if (!details) return;
    const once = `${action}:${new Types.ObjectId().toHexString()}`;
    await writer.write({ kind, subject, once, at, except: actor.id, ...details });
  };

  async function detailsOf(kind: NoticeKind, entry: Entry): Promise<Details | null> {
    const { subject, action, organisation } = entry;
    if (subject.kind === 'handover') return detailsOfHandover(subject.id, action);
    const title = await neighbours.titleOf(subject);
    if (title === null) return null;
    const further = await furtherOf[kind]?.(subject);
    if (further === null) return null;
    const { words, ...rest } = further ?? {};
    return {
      words: { of: subject.kind, title, verb: verbIn(action), ...words },
      organisations: organisation === undefined ? {} : { producers: organisation },
      ...rest,
    };
  }

  async function detailsOfHandover(id: string, action: string): Promise<Details | null> {
    const parties = await neighbours.partiesOf(id);
    if (!parties) return null;
    const { sender, receiver } = parties;
    const verb = verbIn(action);
    return {
      words: { of: 'handover', title: (verb === 'send' ? sender : receiver).name, verb },
      organisations: { sender: sender.id, receiver: receiver.id },
    };
  }

  async function lowStamps(batch: string): Promise<Further | null> {
    const stamps = await neighbours.stampsOf(batch);
    return stamps && isLow(stamps) ? { words: { left: stamps.left } } : null;
  }
}

function verbIn(action: string): string {
  return action.slice(action.indexOf('.') + 1);
}

async function settle({ kind, id }: Subject, kinds: readonly NoticeKind[], at: Date): Promise<void> {
  if (kinds.length === 0) return;
  await NoticeModel.updateMany(
    { 'subject.id': id, 'subject.kind': kind, kind: { $in: [...kinds] }, settledAt: null },
    { $set: { settledAt: at } },
  );
}
