import type { ChaosClient } from './chaos-client.ts';
import { waitingFor } from './chaos-registry.ts';
import type { Goods, People } from './chaos-registry.ts';

/** What was done to one batch: deeds that were acknowledged, and how many nobody ever answered for. */
export interface BatchDeeds {
  batch: string;
  acknowledged: Deed[];
  unanswered: number;
}

export type Deed = 'approve' | 'edit' | 'suspend' | 'restore' | 'recall';

type Later = Exclude<Deed, 'approve'>;

interface Workload {
  client: ChaosClient;
  people: People;
  goods: Goods;
  random: () => number;
  /** Names the lots of this round. */
  round: string;
}

const nouns = { suspend: 'suspension', restore: 'restoration', recall: 'recall' } as const;

/** Clerks and officers at work until told to stop: approvals, corrections, suspensions, recalls. */
export function workload({ client, people, goods, random, round }: Workload) {
  const { clerk, officer } = people;
  const batches: BatchDeeds[] = [];
  let count = 0;
  let isOver = false;

  return {
    batches,

    async run(writers: number): Promise<void> {
      await Promise.all(Array.from({ length: writers }, write));
    },

    stop(): void {
      isOver = true;
    },
  };

  async function write(): Promise<void> {
    while (!isOver) {
      const batch = await draft();
      if (batch === undefined) continue;
      const deeds: BatchDeeds = { batch, acknowledged: [], unanswered: 0 };
      batches.push(deeds);
      if (!(await note(deeds, 'approve', () => submitAndApprove(batch)))) continue;
      await live(deeds);
    }
  }

  /** What may happen to an approved batch; a recall is the end. */
  async function live(deeds: BatchDeeds): Promise<void> {
    let isSuspended = false;
    for (let left = Math.floor(random() * 4); left > 0 && !isOver; left -= 1) {
      const deed: Later = isSuspended ? 'restore' : pick(['edit', 'edit', 'suspend', 'recall']);
      if (!(await note(deeds, deed, () => act(deeds.batch, deed)))) return;
      isSuspended = deed === 'suspend';
      if (deed === 'recall') return;
    }
  }

  function act(batch: string, deed: Later): Promise<boolean | undefined> {
    if (deed === 'edit') return addStage(batch).then((isThere) => isThere && submitAndApprove(batch));
    return done(`/batches/${batch}/${nouns[deed]}`, officer, { reason: `Thử nghiệm ${round}` });
  }

  /** False where it was refused or never answered: then nothing more is tried with this batch. */
  async function note(
    deeds: BatchDeeds,
    deed: Deed,
    deedDone: () => Promise<boolean | undefined>,
  ): Promise<boolean> {
    const isDone = await deedDone();
    if (isDone === true) deeds.acknowledged.push(deed);
    if (isDone === undefined) deeds.unanswered += 1;
    return isDone === true;
  }

  async function draft(): Promise<string | undefined> {
    count += 1;
    const content = {
      ...goods,
      lot: `C${round}-${count}`,
      quantity: { value: String(10 + Math.floor(random() * 200)), unit: 'KGM' },
      producedOn: '2026-10-01',
      certificates: [],
      grants: [],
      images: [],
    };
    const answer = await client.call({ method: 'POST', path: '/batches', body: content, token: clerk });
    if (answer?.status !== 201) return undefined;
    const { id } = answer.body as { id: string };
    return (await addStage(id)) === true ? id : undefined;
  }

  function addStage(batch: string): Promise<boolean | undefined> {
    return done(`/batches/${batch}/stages`, clerk, {
      stage: 'processing',
      startedAt: '2026-09-30T06:30',
      place: goods.place,
      who: `Tổ ${Math.ceil(random() * 9)}`,
      quantity: { value: '250', unit: 'KGM' },
      images: [],
      isPublic: true,
    });
  }

  async function submitAndApprove(batch: string): Promise<boolean | undefined> {
    const isHandedIn = await done(`/batches/${batch}/submission`, clerk);
    if (isHandedIn !== true) return false;
    const submission = await waitingFor(client, officer, batch).catch(() => undefined);
    return submission === undefined ? false : done(`/submissions/${submission}/approval`, officer);
  }

  async function done(path: string, token: string, body?: unknown): Promise<boolean | undefined> {
    const answer = await client.call({ method: 'POST', path, token, ...(body !== undefined && { body }) });
    return answer && answer.status < 300;
  }

  function pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(random() * choices.length)] ?? choices[0];
  }
}
