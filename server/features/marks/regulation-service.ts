import type { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { missingItems } from '../../domain/mark-regulation.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Regulation, RegulationContent, RegulationList } from '../../platform/contract-types.ts';
import { countEntry, entryOf, markOf, ownMarkOf } from './mark-access.ts';
import type { MarkDocument } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { RegulationModel } from './regulation-model.ts';
import type { StoredRegulation } from './regulation-model.ts';

interface Parts {
  ledger: Ledger;
  clock: Clock;
  neighbours: Pick<MarkNeighbours, 'hasFile'>;
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type RegulationService = ReturnType<typeof regulationService>;

/** Regulations of use in dated versions: a new one never rewrites the one before. */
export function regulationService({ ledger, clock, neighbours, published }: Parts) {
  return {
    async add(mark: string, content: RegulationContent, by: ChangeBy): Promise<Regulation> {
      return ledger.change(by, async (record) => {
        const doc = await ownMarkOf(mark, by.actor);
        const versions = await versionsOf(doc._id);
        const faults = await faultsOf(doc, content, versions[0]);
        if (faults.length > 0) throw invalid(faults);
        await countEntry(doc);
        const made = new RegulationModel({
          mark: doc._id,
          number: (versions[0]?.number ?? 0) + 1,
          content,
          by: by.actor.name,
          at: clock.now(),
        });
        await made.save();
        const messages = await published({ kind: 'mark', id: mark });
        await record({ ...entryOf(doc, 'regulate'), before: versions[0]?.content, after: content, messages });
        return view(made, inForceAmong([made, ...versions], today()));
      });
    },

    /** The latest first. */
    async list(mark: string): Promise<RegulationList> {
      const doc = await markOf(mark);
      const versions = await versionsOf(doc._id);
      const current = inForceAmong(versions, today());
      return { items: versions.map((version) => view(version, current)) };
    },
  };

  async function faultsOf(
    { content: { kind } }: MarkDocument,
    { from, items, file }: RegulationContent,
    latest: StoredRegulation | undefined,
  ): Promise<Fault[]> {
    const faults: Fault[] = missingItems(kind, items).map((item) => ({
      pointer: `/items/${item}`,
      key: 'mark.item-missing' as const,
      params: { kind },
    }));
    if (latest && from <= latest.content.from) {
      faults.push({
        pointer: '/from',
        key: 'mark.regulation-not-later',
        params: { date: latest.content.from },
      });
    }
    if (file !== undefined && !(await neighbours.hasFile(file))) {
      faults.push({ pointer: '/file', key: 'mark.no-such-file' });
    }
    return faults;
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}

type Version = StoredRegulation & { _id: Types.ObjectId };

async function versionsOf(mark: Types.ObjectId): Promise<Version[]> {
  return RegulationModel.find({ mark }).sort({ number: -1 }).lean();
}

function inForceAmong(versions: readonly Version[], today: string): Version | undefined {
  return versions.find(({ content }) => content.from <= today);
}

function view(version: Version, current: Version | undefined): Regulation {
  const { _id, number, by, at, content } = version;
  const isInForce = String(_id) === String(current?._id);
  return { id: String(_id), number, by, at: at.toISOString(), isInForce, content };
}
