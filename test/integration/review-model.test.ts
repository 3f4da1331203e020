import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../server/domain/errors.ts';
import { reviewTable } from '../../server/domain/review-table.ts';
import type { ReviewAct, ReviewState, SubmissionState } from '../../server/domain/review-table.ts';
import type { Actor } from '../../server/domain/roles.ts';
import { SubmissionModel } from '../../server/features/submissions/submission-model.ts';
import { submissionService } from '../../server/features/submissions/submission-service.ts';
import type { SubmissionService } from '../../server/features/submissions/submission-service.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { VersionModel } from '../../server/ledger/version-model.ts';
import { newSecret } from '../../server/platform/ids.ts';
import { placeContent } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

interface Note {
  pointer: string;
  text: string;
}

/** What the table says should have become of one producer's place. */
interface Expected {
  record: ReviewState;
  version: SubmissionState | null;
  endorsedBy: number | null;
  complained: boolean;
  inForce: boolean;
  /** Remarks of the return that the producer has to answer. */
  notes: Note[];
  /** How often each act took effect. */
  done: Partial<Record<ReviewAct, number>>;
}
type Model = [Expected, Expected];

interface Real {
  places: [string, string];
}

let world: World;
let service: SubmissionService;
let officers: [Actor, Actor];
let clerks: [Actor, Actor];
let complaints = new Map<string, Date>();

beforeAll(async () => {
  world = await startWorld();
  officers = [world.officer.actor, world.secondOfficer.actor];
  clerks = [world.clerk.actor, world.stranger.actor];
  service = submissionService({
    ledger: world.features.ledger,
    clock: world.clock,
    ports: [world.features.places.reviewPort],
    namesOf: world.features.organisations.namesOf,
    published: () => Promise.resolve([]),
    neighbours: {
      complaints: ({ id }, since) => Promise.resolve((complaints.get(id) ?? new Date(0)) >= since ? 1 : 0),
      isOverBalance: () => Promise.resolve(false),
      ceilingUse: () => Promise.resolve(null),
      certificateEnds: () => Promise.resolve([]),
      alike: () => Promise.resolve([]),
      provincesOf: () => Promise.resolve(new Map()),
    },
  });
});
afterAll(() => world.close());

/** The row of the table for an act, as things stand; undefined where it must be refused. */
function rowFor(one: Expected, act: ReviewAct) {
  const needsTwo = one.version === 'endorsed' || (one.inForce && one.complained);
  return reviewTable.find(
    (row) =>
      row.act === act &&
      row.record[0] === one.record &&
      (row.submission === undefined || row.submission[0] === null || row.submission[0] === one.version) &&
      (row.officers === undefined || (row.officers === 2) === needsTwo),
  );
}

/** What an officer who presses "approve" asks for. */
function approving(one: Expected): 'approve' | 'endorse' | 'confirm' {
  if (one.version === 'endorsed') return 'confirm';
  return one.inForce && one.complained ? 'endorse' : 'approve';
}

function moved(one: Expected, act: ReviewAct): void {
  const row = rowFor(one, act);
  if (!row) throw new Error(`no row for ${act}`);
  one.record = row.record[1];
  if (row.submission) one.version = row.submission[1];
  one.done[act] = (one.done[act] ?? 0) + 1;
  if (act === 'approve' || act === 'confirm')
    Object.assign(one, { inForce: true, complained: false, notes: [] });
  if (act === 'approve' || act === 'confirm' || act === 'submit') one.endorsedBy = null;
}

async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.kind;
    throw error;
  }
}

/** Nothing lost, nothing twice: what is stored is what the model says, to the last audit entry. */
async function compare(one: Expected, place: string, clerk: Actor): Promise<void> {
  const record = await world.features.places.read(place, clerk);
  expect(record.state).toBe(one.record);
  expect(record.approved !== null).toBe(one.inForce);
  const [last] = await SubmissionModel.find({ record: place }).sort({ number: -1 }).limit(1).lean();
  expect(last?.state ?? null).toBe(one.version);
  if (one.record === 'returned') expect(record.notes).toEqual(one.notes);
  const open = await SubmissionModel.countDocuments({
    record: place,
    state: { $in: ['waiting', 'endorsed'] },
  });
  expect(open).toBe(one.record === 'submitted' ? 1 : 0);
  const { done } = one;
  const approvals = (done.approve ?? 0) + (done.confirm ?? 0);
  expect(await VersionModel.countDocuments({ 'subject.id': place })).toBe(approvals);
  const entries = await AuditEntryModel.find({ 'subject.id': place }, { action: 1 }).lean();
  const count = (verb: string) => entries.filter(({ action }) => action === `place.${verb}`).length;
  for (const act of ['edit', 'submit', 'withdraw', 'return', 'refuse', 'endorse'] as const)
    expect([act, count(act)]).toEqual([act, done[act] ?? 0]);
  expect(count('approve')).toBe(approvals);
  if (last && one.record === 'submitted') {
    const { answers } = await service.find(String(last._id), officers[0]);
    expect(answers.map(({ pointer, text }) => ({ pointer, text }))).toEqual(one.notes);
  }
}

abstract class Act implements fc.AsyncCommand<Model, Real> {
  protected readonly who: 0 | 1;
  constructor(who: 0 | 1) {
    this.who = who;
  }
  check = (): boolean => true;
  async run(model: Model, real: Real): Promise<void> {
    await this.perform(model[this.who], real.places[this.who]);
    await compare(model[this.who], real.places[this.who], clerks[this.who]);
  }
  abstract perform(one: Expected, place: string): Promise<void>;
  toString(): string {
    return `${this.constructor.name}(${this.who})`;
  }
  protected async lastSubmission(place: string): Promise<string | undefined> {
    const [last] = await SubmissionModel.find({ record: place }).sort({ number: -1 }).limit(1).lean();
    return last && String(last._id);
  }
}

class Edit extends Act {
  async perform(one: Expected, place: string): Promise<void> {
    const { places } = world.features;
    const by = { actor: clerks[this.who] };
    const { rev, content } = await places.read(place, by.actor);
    const isLawful = rowFor(one, 'edit') !== undefined;
    const edited = { ...content, steward: `Người ${rev}` };
    expect(await outcomeOf(() => places.edit(place, edited, { rev, by }))).toBe(
      isLawful ? 'done' : 'conflict',
    );
    if (isLawful) moved(one, 'edit');
  }
}

class Submit extends Act {
  async perform(one: Expected, place: string): Promise<void> {
    const isLawful = rowFor(one, 'submit') !== undefined;
    const by = { actor: clerks[this.who], key: { value: newSecret(), fingerprint: 'submit' } };
    const pressed = await outcomeOf(() => service.submit('place', place, by));
    expect(pressed).toBe(isLawful ? 'done' : 'conflict');
    if (!isLawful) return;
    // The button pressed twice is one submission.
    await service.submit('place', place, by);
    moved(one, 'submit');
  }
}

class Withdraw extends Act {
  async perform(one: Expected, place: string): Promise<void> {
    const isLawful = rowFor(one, 'withdraw') !== undefined;
    const by = { actor: clerks[this.who] };
    const wanted = isLawful ? 'done' : one.version === null ? 'not-found' : 'conflict';
    expect(await outcomeOf(() => service.withdraw('place', place, by))).toBe(wanted);
    if (isLawful) moved(one, 'withdraw');
  }
}

/** Another producer's record is not found, whatever one tries. */
class Meddle extends Act {
  async perform(_one: Expected, place: string): Promise<void> {
    const by = { actor: clerks[this.who === 0 ? 1 : 0] };
    expect(await outcomeOf(() => service.submit('place', place, by))).toBe('not-found');
    expect(await outcomeOf(() => service.withdraw('place', place, by))).toBe('not-found');
  }
}

class Complain extends Act {
  override check = (model?: Readonly<Model>): boolean => model?.[this.who].inForce ?? true;
  perform(one: Expected, place: string): Promise<void> {
    world.clock.advance(1);
    complaints.set(place, world.clock.now());
    one.complained = true;
    return Promise.resolve();
  }
}

abstract class Decision extends Act {
  protected readonly officer: 0 | 1;
  constructor(who: 0 | 1, officer: 0 | 1) {
    super(who);
    this.officer = officer;
  }
  override toString(): string {
    return `${this.constructor.name}(${this.who}, officer ${this.officer})`;
  }
}

class Approve extends Decision {
  async perform(one: Expected, place: string): Promise<void> {
    const id = await this.lastSubmission(place);
    if (id === undefined) return;
    const act = approving(one);
    const isOwn = one.version === 'endorsed' && one.endorsedBy === this.officer;
    const wanted = rowFor(one, act) === undefined ? 'conflict' : isOwn ? 'forbidden' : 'done';
    const by = { actor: officers[this.officer], key: { value: newSecret(), fingerprint: 'approve' } };
    expect(await outcomeOf(() => service.approve(id, by))).toBe(wanted);
    if (wanted !== 'done') return;
    // Pressed twice, it counts once: the first of two officers is never taken for the second.
    await service.approve(id, by);
    moved(one, act);
    if (act === 'endorse') one.endorsedBy = this.officer;
  }
}

class Return extends Decision {
  async perform(one: Expected, place: string): Promise<void> {
    const id = await this.lastSubmission(place);
    if (id === undefined) return;
    const isLawful = rowFor(one, 'return') !== undefined;
    const notes = [
      { pointer: '/name', text: `Ghi rõ tên ${this.officer}` },
      { pointer: '/steward', text: 'Ai phụ trách?' },
    ];
    const by = { actor: officers[this.officer] };
    expect(await outcomeOf(() => service.return(id, { message: 'Bổ sung', notes }, by))).toBe(
      isLawful ? 'done' : 'conflict',
    );
    if (!isLawful) return;
    moved(one, 'return');
    one.notes = notes;
  }
}

class Refuse extends Decision {
  async perform(one: Expected, place: string): Promise<void> {
    const id = await this.lastSubmission(place);
    if (id === undefined) return;
    const isLawful = rowFor(one, 'refuse') !== undefined;
    const by = { actor: officers[this.officer] };
    const refusal = { ground: 'Nghị định 37/2026/NĐ-CP', message: 'Không đúng' };
    expect(await outcomeOf(() => service.refuse(id, refusal, by))).toBe(isLawful ? 'done' : 'conflict');
    if (!isLawful) return;
    moved(one, 'refuse');
    one.notes = [];
  }
}

/** Both officers approve at the same moment: alone it happens once; where it takes two, they are the two or one is late. */
class BothAtOnce extends Act {
  async perform(one: Expected, place: string): Promise<void> {
    const id = await this.lastSubmission(place);
    if (id === undefined) return;
    const outcomes = await Promise.all(
      officers.map((actor) => outcomeOf(() => service.approve(id, { actor }))),
    );
    const done = outcomes.filter((outcome) => outcome === 'done').length;
    const act = approving(one);
    if (rowFor(one, act) === undefined) {
      expect(done).toBe(0);
      return;
    }
    if (act !== 'endorse') {
      expect(done).toBe(1);
      moved(one, act);
      return;
    }
    expect(done).toBeGreaterThan(0);
    moved(one, 'endorse');
    one.endorsedBy = outcomes[0] === 'done' ? 0 : 1;
    if (done === 2) moved(one, 'confirm');
  }
}

describe('two producers and two officers, whatever they do in whatever order', () => {
  it('never reach a state the table does not have, lose no remark, and do nothing twice', async () => {
    const who = fc.constantFrom<0 | 1>(0, 1);
    const decisions = [Approve, Return, Refuse].map((kind) =>
      fc.tuple(who, who).map(([a, b]) => new kind(a, b)),
    );
    const commands = fc.commands(
      [
        who.map((a) => new Submit(a)),
        who.map((a) => new Submit(a)),
        who.map((a) => new Edit(a)),
        who.map((a) => new Withdraw(a)),
        who.map((a) => new Complain(a)),
        who.map((a) => new Meddle(a)),
        who.map((a) => new BothAtOnce(a)),
        ...decisions,
        ...decisions,
      ],
      { maxCommands: 20, size: 'max' },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (acts) => {
        await fc.asyncModelRun(setting, acts);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  it('can always correct what was complained about, with two officers', async () => {
    const { model, real } = await setting();
    const steps = [
      new Submit(0),
      new Approve(0, 0),
      new Complain(0),
      new Edit(0),
      new Submit(0),
      new Approve(0, 1),
      new Approve(0, 1),
      new Return(0, 0),
      new Edit(0),
      new Submit(0),
      new BothAtOnce(0),
      new Approve(0, 0),
      new Approve(0, 1),
    ];
    for (const step of steps) await step.run(model, real);
    expect(model[0]).toMatchObject({ record: 'approved', inForce: true });
    expect(model[0].done).toMatchObject({ endorse: 2, confirm: 1, return: 1 });
  });
});

/** A new place of each producer. */
async function setting(): Promise<{ model: Model; real: Real }> {
  complaints = new Map();
  const made: string[] = [];
  for (const actor of clerks) {
    const { id } = await world.features.places.create(placeContent({ name: 'Kho' }), { actor });
    made.push(id);
  }
  const [one = '', other = ''] = made;
  return { model: [blank(), blank()], real: { places: [one, other] } };
}

function blank(): Expected {
  return {
    record: 'draft',
    version: null,
    endorsedBy: null,
    complained: false,
    inForce: false,
    notes: [],
    done: {},
  };
}
