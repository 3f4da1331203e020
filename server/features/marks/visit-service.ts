import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { FindingClosing, Visit, VisitContent, VisitList } from '../../platform/contract-types.ts';
import { GrantModel } from './grant-model.ts';
import { countEntry, entryOf, looksAfter, markOf, ownMarkOf } from './mark-access.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { VisitModel } from './visit-model.ts';
import type { StoredVisit, VisitDocument } from './visit-model.ts';

interface Parts {
  ledger: Ledger;
  clock: Clock;
  neighbours: Pick<MarkNeighbours, 'organisationName' | 'hasFile'>;
}

export type VisitService = ReturnType<typeof visitService>;

/** Control under a mark: an owner who does not control loses the mark (Law 50/2005 art. 95(1)đ). */
export function visitService({ ledger, clock, neighbours }: Parts) {
  return {
    async add(mark: string, given: VisitContent, by: ChangeBy, { sample = false } = {}): Promise<Visit> {
      return ledger.change(by, async (record) => {
        const owner = await ownMarkOf(mark, by.actor);
        const faults = await faultsOf(given, owner._id);
        if (faults.length > 0) throw invalid(faults);
        const { findings, grant, ...content } = given;
        const doc = new VisitModel({
          mark: owner._id,
          grant: grant === undefined ? null : new Types.ObjectId(grant),
          content,
          findings: findings.map((finding, at) => ({
            deadline: null,
            ...finding,
            number: at + 1,
            closedOn: null,
            how: null,
          })),
          sample,
        });
        await doc.save();
        await countEntry(owner);
        await record({ ...entryOf(owner, 'visit'), after: given });
        return view(doc);
      });
    },

    /** A finding is closed once, by saying how it was put right. */
    async close(id: string, number: number, { on, how }: FindingClosing, by: ChangeBy): Promise<Visit> {
      return ledger.change(by, async (record) => {
        const doc = await VisitModel.findById(new Types.ObjectId(id));
        if (!doc) throw notFound();
        const owner = await ownMarkOf(String(doc.mark), by.actor);
        const finding = doc.findings.find((one) => one.number === number);
        if (!finding) throw notFound();
        if (finding.closedOn !== null) throw conflict({ key: 'mark.finding-closed' });
        if (on > today()) throw invalid([{ pointer: '/on', key: 'mark.in-future' }]);
        if (on < doc.content.on) throw invalid([{ pointer: '/on', key: 'mark.closed-before-visit' }]);
        const closed = { ...finding, closedOn: on, how };
        doc.set(
          'findings',
          doc.findings.map((one) => (one.number === number ? closed : one)),
        );
        await doc.save();
        await record({ ...entryOf(owner, 'close-finding'), reason: how, before: finding, after: closed });
        return view(doc);
      });
    },

    /** All of them for whoever looks after the mark; a holder sees those of its own rights. */
    async list(mark: string, actor: Actor): Promise<VisitList> {
      const { _id, owner } = await markOf(mark);
      const own = looksAfter(actor, String(owner)) ? {} : { grant: { $in: await grantsOf(_id, actor) } };
      const docs = await VisitModel.find({ mark: _id, ...own }).sort({ 'content.on': -1, _id: -1 });
      const items: Visit[] = [];
      for (const doc of docs) items.push(await view(doc));
      return { items };
    },
  };

  async function faultsOf(
    { on, grant, findings, files = [] }: VisitContent,
    mark: Types.ObjectId,
  ): Promise<Fault[]> {
    const faults: Fault[] = [];
    if (on > today()) faults.push({ pointer: '/on', key: 'mark.in-future' });
    for (const [at, { deadline }] of findings.entries()) {
      if (deadline !== undefined && deadline < on)
        faults.push({ pointer: `/findings/${at}/deadline`, key: 'mark.deadline-before' });
    }
    if (grant !== undefined && !(await GrantModel.exists({ _id: new Types.ObjectId(grant), mark })))
      faults.push({ pointer: '/grant', key: 'mark.no-such-grant' });
    for (const [at, file] of files.entries()) {
      if (!(await neighbours.hasFile(file)))
        faults.push({ pointer: `/files/${at}`, key: 'mark.no-such-file' });
    }
    return faults;
  }

  async function view(doc: VisitDocument): Promise<Visit> {
    const grant = doc.grant && (await GrantModel.findById(doc.grant, { organisation: 1 }).lean());
    const holder = grant ? String(grant.organisation) : null;
    const { on, team, summary = null, samples, files = [] } = doc.content;
    return {
      id: String(doc._id),
      mark: String(doc.mark),
      grant: doc.grant && String(doc.grant),
      holder:
        holder === null ? null : { id: holder, name: (await neighbours.organisationName(holder)) ?? '' },
      on,
      team,
      summary,
      samples,
      files,
      findings: doc.findings.map((finding) => ({ ...finding, isOverdue: isOverdue(finding, today()) })),
    };
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}

export function isOverdue({ closedOn, deadline }: StoredVisit['findings'][number], today: string): boolean {
  return closedOn === null && deadline !== null && deadline < today;
}

async function grantsOf(mark: Types.ObjectId, { organisation }: Actor): Promise<Types.ObjectId[]> {
  if (organisation === null) return [];
  const own = await GrantModel.find(
    { mark, organisation: new Types.ObjectId(organisation) },
    { _id: 1 },
  ).lean();
  return own.map(({ _id }) => _id);
}
