import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import type { Membership } from '../../domain/mark-right.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Member, MemberContent, MemberDeparture, MemberList } from '../../platform/contract-types.ts';
import { countEntry, entryOf, markOf, ownMarkOf } from './mark-access.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { MemberModel } from './member-model.ts';
import type { MemberDocument, StoredMember } from './member-model.ts';

interface Parts {
  ledger: Ledger;
  neighbours: Pick<MarkNeighbours, 'organisationName'>;
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type MemberService = ReturnType<typeof memberService>;

/** Who belongs to the collective of a mark, and since when; only members may use a collective mark. */
export function memberService({ ledger, neighbours, published }: Parts) {
  return {
    async join(mark: string, content: MemberContent, by: ChangeBy): Promise<Member> {
      return ledger.change(by, async (record) => {
        const doc = await ownMarkOf(mark, by.actor);
        const faults = await joiningFaults(doc._id, content);
        if (faults.length > 0) throw invalid(faults);
        await countEntry(doc);
        const { organisation, joinedOn, note } = content;
        const member = new MemberModel({
          mark: doc._id,
          organisation: new Types.ObjectId(organisation),
          joinedOn,
          note,
        });
        await member.save();
        const messages = await published({ kind: 'mark', id: mark });
        await record({ ...entryOf(doc, 'join'), after: content, messages });
        return view(member);
      });
    },

    /** Its rights of use show on no page from that day on. */
    async leave(id: string, { leftOn, reason }: MemberDeparture, by: ChangeBy): Promise<Member> {
      return ledger.change(by, async (record) => {
        const member = await MemberModel.findById(new Types.ObjectId(id));
        if (!member) throw notFound();
        const mark = await ownMarkOf(String(member.mark), by.actor);
        if (member.leftOn !== null) throw conflict({ key: 'mark.member-left' });
        if (leftOn < member.joinedOn) throw invalid([{ pointer: '/leftOn', key: 'mark.left-before-joined' }]);
        const before = asMember(member);
        member.set({ leftOn, reason });
        await member.save();
        const messages = await published({ kind: 'mark', id: String(mark._id) });
        await record({ ...entryOf(mark, 'leave'), reason, before, after: asMember(member), messages });
        return view(member);
      });
    },

    /** Those of today first. */
    async list(mark: string): Promise<MemberList> {
      const { _id } = await markOf(mark);
      const docs = await MemberModel.find({ mark: _id }).sort({ joinedOn: 1, _id: 1 });
      const items: Member[] = [];
      for (const doc of docs) items.push(await view(doc));
      return { items: items.sort((a, b) => Number(a.leftOn !== null) - Number(b.leftOn !== null)) };
    },
  };

  async function joiningFaults(mark: Types.ObjectId, content: MemberContent): Promise<Fault[]> {
    const { organisation, joinedOn } = content;
    if ((await neighbours.organisationName(organisation)) === null) {
      return [{ pointer: '/organisation', key: 'mark.no-such-organisation' }];
    }
    const earlier = await membershipsOf(mark, new Types.ObjectId(organisation));
    const overlaps = earlier.some(({ leftOn }) => leftOn === undefined || joinedOn < leftOn);
    return overlaps ? [{ pointer: '/organisation', key: 'mark.member-already' }] : [];
  }

  async function view(doc: MemberDocument): Promise<Member> {
    const organisation = String(doc.organisation);
    const { joinedOn, leftOn, reason, note } = doc;
    const name = (await neighbours.organisationName(organisation)) ?? '';
    return { id: String(doc._id), organisation: { id: organisation, name }, joinedOn, leftOn, reason, note };
  }
}

/** When an organisation belonged to the collective of a mark. */
export async function membershipsOf(
  mark: Types.ObjectId,
  organisation: Types.ObjectId,
): Promise<Membership[]> {
  const docs = await MemberModel.find({ mark, organisation }).sort({ joinedOn: 1 }).lean();
  return docs.map(({ joinedOn, leftOn }) => ({ joinedOn, leftOn: leftOn ?? undefined }));
}

function asMember({ joinedOn, leftOn, reason }: StoredMember) {
  return { joinedOn, leftOn, reason };
}
