import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import { searchKey } from '../../domain/search-key.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { assertFresh, cursorId, literal } from '../../ledger/record-store.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Mark, MarkContent, MarkPage, MarkQuery } from '../../platform/contract-types.ts';
import type { GeographyService } from '../geography/geography-service.ts';
import { looksAfter, markOf } from './mark-access.ts';
import { areaFaults } from './mark-area-rules.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkDocument } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { markFaults, markWarnings } from './mark-rules.ts';

interface MarkServiceOptions {
  ledger: Ledger;
  clock: Clock;
  geography: Pick<GeographyService, 'checkCommune' | 'search'>;
  neighbours: MarkNeighbours;
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type MarkService = ReturnType<typeof markService>;

/** The register of collective marks, certification marks and geographical indications, from the idea to the title. */
export function markService({ ledger, clock, geography, neighbours, published }: MarkServiceOptions) {
  return {
    async create(content: MarkContent, by: ChangeBy, { sample = false } = {}): Promise<Mark> {
      return ledger.change(by, async (record) => {
        assertMayWrite(by.actor, content.owner);
        await assertRight(content);
        const doc = new MarkModel({
          ...described(content),
          content,
          sample,
          version: 1,
          updatedAt: clock.now(),
        });
        await doc.save();
        await publishLogo(content);
        await record({ ...entryFor(doc, 'create'), after: content });
        return view(doc);
      });
    },

    /** Replaces the facts of a mark; pages that show it follow within a second. */
    async edit(id: string, content: MarkContent, { rev, by }: { rev: number; by: ChangeBy }): Promise<Mark> {
      return ledger.change(by, async (record) => {
        const doc = await markOf(id);
        assertMayWrite(by.actor, String(doc.owner));
        assertMayWrite(by.actor, content.owner);
        assertFresh(doc, rev);
        await assertRight(content);
        const before = doc.content;
        doc.set({ ...described(content), content, version: doc.version + 1, updatedAt: clock.now() });
        await doc.save();
        await publishLogo(content);
        const messages = await published({ kind: 'mark', id });
        await record({ ...entryFor(doc, 'edit'), before, after: content, messages });
        return view(doc);
      });
    },

    async find(id: string): Promise<Mark> {
      return view(await markOf(id));
    },

    async list({ kind, stage, owner, q, limit = 25, after }: MarkQuery): Promise<MarkPage> {
      const words = q === undefined ? [] : searchKey(q).split(' ').filter(Boolean);
      const docs = await MarkModel.find({
        ...(kind !== undefined && { 'content.kind': kind }),
        ...(stage !== undefined && { 'content.stage': stage }),
        ...(owner !== undefined && { owner: new Types.ObjectId(owner) }),
        ...(words.length > 0 && { $and: words.map((word) => ({ searchKey: { $regex: literal(word) } })) }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1);
      const items: Mark[] = [];
      for (const doc of docs.slice(0, limit)) items.push(await view(doc));
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },
  };

  /** What stands in the public register is seen by anyone. */
  async function publishLogo({ stage, logo }: MarkContent): Promise<void> {
    if (stage === 'granted' && logo !== undefined) await neighbours.publishFiles([logo]);
  }

  async function assertRight(content: MarkContent): Promise<void> {
    const faults = markFaults(content, dateInVietnam(clock.now()));
    if ((await neighbours.organisationName(content.owner)) === null) {
      faults.push({ pointer: '/owner', key: 'mark.no-such-organisation' });
    }
    faults.push(...areaFaults(content, geography));
    if (content.logo !== undefined && !(await neighbours.hasFile(content.logo))) {
      faults.push({ pointer: '/logo', key: 'mark.no-such-file' });
    }
    if (faults.length > 0) throw invalid(faults);
  }

  async function view(doc: MarkDocument): Promise<Mark> {
    const owner = String(doc.owner);
    return {
      id: String(doc._id),
      rev: doc.rev,
      owner: { id: owner, name: (await neighbours.organisationName(owner)) ?? '' },
      sample: doc.sample,
      updatedAt: doc.updatedAt.toISOString(),
      warnings: markWarnings(doc.content),
      content: doc.content,
    };
  }
}

/** An owner's mark manager works on the owner's marks only. */
function assertMayWrite(actor: Actor, owner: string): void {
  if (!looksAfter(actor, owner)) throw notFound();
}

function described({ name, nameEn = '', owner, goods }: MarkContent): {
  owner: Types.ObjectId;
  searchKey: string;
} {
  return { owner: new Types.ObjectId(owner), searchKey: searchKey([name, nameEn, goods].join(' ')) };
}

function entryFor(doc: MarkDocument, verb: string) {
  return {
    subject: { kind: 'mark' as const, id: String(doc._id) },
    action: `mark.${verb}`,
    organisation: String(doc.owner),
    version: { number: doc.version, content: doc.content },
  };
}
