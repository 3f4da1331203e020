import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { compose } from '../../server/compose.ts';
import type { Actor } from '../../server/domain/roles.ts';
import { reviewKinds } from '../../server/domain/change.ts';
import { flagNames } from '../../server/domain/review-flags.ts';
import { searchKey } from '../../server/domain/search-key.ts';
import { addDays } from '../../server/domain/calendar-date.ts';
import type { SubmissionQuery } from '../../server/platform/contract-types.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { newSecret } from '../../server/platform/ids.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { onBenchDatabase, publicOrigin } from '../load/bench-database.ts';

type Submissions = ReturnType<typeof compose>['features']['submissions'];

const officer: Actor = {
  id: '000000000000000000000001',
  name: 'bench',
  roles: ['officer'],
  organisation: null,
};
const organisations = 200;
const steps = 60;

/**
 * The queue of open submissions at a thousand and at a hundred thousand: a page of it, filtered and searched, and the
 * step from one record to the next. Times are of the service, without the page around it; `growth` is what counts.
 */
export async function bench(args: string[]): Promise<object> {
  const { values } = parseArgs({ args, options: { records: { type: 'string', default: '100000' } } });
  return onBenchDatabase(async () => {
    const { submissions } = composed().features;
    const few = await measured(submissions, 1000);
    const many = await measured(submissions, Number(values.records));
    const growth = Object.fromEntries(
      Object.keys(many).map((name) => [name, rounded((many[name]?.p50 ?? 0) / (few[name]?.p50 ?? 1))]),
    );
    return { at1000: few, [`at${values.records}`]: many, growth };
  });
}

function composed() {
  return compose({
    database: mongoose.connection,
    log: silentLogger,
    clock: systemClock,
    publicOrigin,
    provinceCode: '91',
    trustProxy: [],
    tokenSecrets: [newSecret()],
    stampKeys: [{ id: 'bench', secret: Buffer.alloc(32, 1) }],
    gateways: { privateNetwork: true, inFlight: 1 },
    requireSecondFactor: false,
    checkAnswers: false,
  });
}

async function measured(submissions: Submissions, count: number) {
  await plant(count);
  const figures: Record<string, { p50: number; p99: number }> = {};
  const queries: Record<string, SubmissionQuery> = {
    list: {},
    'list by age': { order: 'age' },
    'filter by kind': { kind: 'batch' },
    'filter by reason': { flag: 'duplicate-picture' },
    'filter overdue': { due: 'overdue' },
    'filter by producer': { organisation: idOf(7) },
    'search two words': { q: 'duong vuon' },
    'search for one record': { q: `vuon ${count - 3}` },
  };
  for (const [name, query] of Object.entries(queries)) {
    figures[name] = await timed(() => submissions.queue(officer, query));
  }
  let cursor: string | undefined;
  figures['next page'] = await timed(async () => {
    ({ next: cursor } = await submissions.queue(officer, cursor === undefined ? {} : { after: cursor }));
  });
  let record = (await submissions.queue(officer, { limit: 1 })).items[0]?.id ?? '';
  figures['next record'] = await timed(async () => {
    record = (await submissions.around(officer, {}, record)).next ?? record;
  });
  figures['open a record'] = await timed(() => submissions.find(record, officer));
  figures['service level'] = await timed(() => submissions.serviceLevel(officer));
  return figures;
}

/** Milliseconds; the first five turns warm up. */
async function timed(work: () => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let turn = -5; turn < steps; turn += 1) {
    const began = performance.now();
    await work();
    if (turn >= 0) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    rounded(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}

/** Open submissions as the intake would have stored them, of places mostly, a tenth with a reason to look. */
async function plant(count: number): Promise<void> {
  const submissions = mongoose.connection.collection('submissions');
  await submissions.deleteMany({});
  for (let at = 0; at < count; at += 5000) {
    const portion = Array.from({ length: Math.min(5000, count - at) }, (_, index) => stored(at + index));
    await submissions.insertMany(portion);
  }
}

function stored(number: number): object {
  const title = `${number % 3 === 0 ? 'Đường thốt nốt' : 'Bắp non'} vườn ${number}`;
  const submittedAt = new Date(systemClock.now().getTime() - (number % 40) * 21_600_000);
  const dueOn = addDays(submittedAt.toISOString().slice(0, 10), 7);
  const hasFlag = number % 10 === 0;
  const flag = flagNames[number % flagNames.length] ?? 'new-producer';
  return {
    kind: reviewKinds[number % reviewKinds.length],
    record: new mongoose.Types.ObjectId(),
    organisation: new mongoose.Types.ObjectId(idOf(number % organisations)),
    number: 1,
    title,
    searchKey: searchKey(title),
    state: 'waiting',
    sample: false,
    submittedAt,
    submittedBy: { id: idOf(9), name: 'bench' },
    needs: [],
    content: { name: title, images: [], note: 'x'.repeat(600) },
    previous: null,
    isFirst: true,
    needsTwo: false,
    endorsedAt: null,
    endorsedBy: null,
    dueOn,
    urgentOn: hasFlag ? addDays(dueOn, -2) : dueOn,
    flags: hasFlag ? [{ name: flag, count: 1 }] : [],
    assessedAt: submittedAt,
    pictures: [],
    notes: [],
    message: null,
    ground: null,
    decidedAt: null,
    decidedBy: null,
    rev: 0,
  };
}

function idOf(number: number): string {
  return number.toString(16).padStart(24, '0');
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
