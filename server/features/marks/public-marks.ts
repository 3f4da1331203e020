import { Types } from 'mongoose';
import { communesOn } from '../../domain/mark-area.ts';
import { isMemberOn } from '../../domain/mark-right.ts';
import { grantStateOn } from '../../domain/grant-state.ts';
import type { GrantState } from '../../domain/grant-state.ts';
import { searchKey } from '../../domain/search-key.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { literal } from '../../ledger/record-store.ts';
import type { Clock } from '../../platform/clock.ts';
import type { MarkContent, RegulationContent } from '../../platform/contract-types.ts';
import type { GeographyService } from '../geography/geography-service.ts';
import { GrantModel } from './grant-model.ts';
import { MarkModel } from './mark-model.ts';
import type { StoredMark } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { membershipsOf } from './member-service.ts';
import { RegulationModel } from './regulation-model.ts';

interface Parts {
  clock: Clock;
  geography: Pick<GeographyService, 'commune'>;
  neighbours: Pick<MarkNeighbours, 'organisationName'>;
}

export type PublicMarks = ReturnType<typeof publicMarks>;

/** A registered mark as anybody may know it. */
export interface PublicMark {
  id: string;
  content: MarkContent;
  owner: string;
  sample: boolean;
  /** False once its title has run out. */
  isInForce: boolean;
}

export interface PublicRight {
  id: string;
  mark: PublicMark;
  holder: string;
  number: string;
  state: GrantState;
  reason: string | null;
  from: string;
  to: string;
  sample: boolean;
}

export interface PublicMarkDetail extends PublicMark {
  communes: string[];
  regulation: { content: RegulationContent; number: number } | null;
  rights: Omit<PublicRight, 'mark' | 'reason'>[];
}

const mostListed = 200;

/** The public register: marks with a title and nothing else; a project is not for the public to take for one. */
export function publicMarks({ clock, geography, neighbours }: Parts) {
  return {
    /** By the words of a name, accents or none. */
    async search(q: string): Promise<PublicMark[]> {
      const words = searchKey(q).split(' ').filter(Boolean);
      const docs = await MarkModel.find({
        'content.stage': 'granted',
        ...(words.length > 0 && { $and: words.map((word) => ({ searchKey: { $regex: literal(word) } })) }),
      })
        .sort({ searchKey: 1 })
        .limit(mostListed)
        .lean();
      const found: PublicMark[] = [];
      for (const doc of docs) found.push(await markView(doc));
      return found;
    },

    async find(id: string): Promise<PublicMarkDetail | null> {
      const doc = await registered(id);
      if (!doc) return null;
      const today = dateInVietnam(clock.now());
      const versions = await RegulationModel.find({ mark: doc._id }).sort({ number: -1 }).lean();
      const regulation = versions.find(({ content }) => content.from <= today) ?? null;
      return {
        ...(await markView(doc)),
        communes: communesOn(doc.content, today).map((code) => {
          const commune = geography.commune(code);
          return commune ? `${commune.name}, ${commune.province.name}` : code;
        }),
        regulation: regulation && { content: regulation.content, number: regulation.number },
        rights: await rightsUnder(doc._id, doc.content, today),
      };
    },

    /** The present state of a right of use that was granted once; applications are nobody's business. */
    async right(id: string): Promise<PublicRight | null> {
      const doc = isId(id) ? await GrantModel.findById(new Types.ObjectId(id)).lean() : null;
      const mark = doc && (await registered(String(doc.mark)));
      if (!doc || !mark || unpublished.includes(doc.state)) return null;
      const today = dateInVietnam(clock.now());
      return {
        ...(await rightView(doc, mark.content, today)),
        mark: await markView(mark),
        reason: doc.reason,
      };
    },
  };

  /** Those in force or suspended, by the name of their holder. */
  async function rightsUnder(
    mark: Types.ObjectId,
    content: MarkContent,
    today: string,
  ): Promise<PublicMarkDetail['rights']> {
    const docs = await GrantModel.find({ mark, state: { $in: ['granted', 'suspended'] } }).lean();
    const rights: PublicMarkDetail['rights'] = [];
    for (const doc of docs) {
      const right = await rightView(doc, content, today);
      if (right.state === 'granted' || right.state === 'suspended') rights.push(right);
    }
    return rights.sort((a, b) => a.holder.localeCompare(b.holder, 'vi'));
  }

  async function rightView(doc: StoredRight, mark: MarkContent, today: string) {
    const { from, to, number = '' } = doc.content;
    const holder = (await neighbours.organisationName(String(doc.organisation))) ?? '';
    const state = grantStateOn({ state: doc.state, to }, today);
    const left =
      mark.kind === 'collective' && !isMemberOn(await membershipsOf(doc.mark, doc.organisation), today);
    const shown = state === 'granted' && left ? 'suspended' : state;
    return { id: String(doc._id), holder, number, state: shown, from, to, sample: doc.sample };
  }

  async function markView({ _id, owner, content, sample }: Stored): Promise<PublicMark> {
    const { expiresOn } = content;
    const today = dateInVietnam(clock.now());
    return {
      id: String(_id),
      content,
      owner: (await neighbours.organisationName(String(owner))) ?? '',
      sample,
      isInForce: expiresOn === undefined || expiresOn >= today,
    };
  }
}

type Stored = StoredMark & { _id: Types.ObjectId };
interface StoredRight {
  _id: Types.ObjectId;
  mark: Types.ObjectId;
  organisation: Types.ObjectId;
  state: GrantState;
  content: { from: string; to: string; number?: string };
  sample: boolean;
}

const unpublished: readonly GrantState[] = ['applied', 'checked', 'refused'];

async function registered(id: string): Promise<Stored | null> {
  if (!isId(id)) return null;
  return MarkModel.findOne({ _id: new Types.ObjectId(id), 'content.stage': 'granted' }).lean<Stored>();
}

function isId(id: string): boolean {
  return /^[0-9a-f]{24}$/.test(id);
}
