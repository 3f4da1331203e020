import type { BatchDeeds } from './chaos-workload.ts';

export interface Verdict {
  acknowledged: number;
  /** Deeds that nobody answered for: they may have taken effect or not. */
  unanswered: number;
  effects: number;
  lost: number;
  doubled: number;
  outOfOrder: number;
  invented: number;
  different: number;
}

interface Dossier {
  maThamChieu: string;
  noiDung: Record<string, unknown>;
  tinhTrang: string;
  suKien: { noiDung: { maThamChieu?: unknown }; daRut: boolean }[];
  khoa: { ma: string }[];
}

interface Held {
  orders: Dossier[];
  chains: Map<string, Dossier>;
}

const stateWords: Record<string, string> = {
  approve: 'LUU_HANH',
  edit: 'LUU_HANH',
  restore: 'LUU_HANH',
  suspend: 'TAM_DUNG',
  recall: 'THU_HOI',
};

/** Holds what the gateway has against what was acknowledged to the people who did it. */
export async function verdictOn(sandboxUrl: string, deeds: readonly BatchDeeds[]): Promise<Verdict> {
  const held = await everythingAt(sandboxUrl);
  const byReference = new Map<string, Dossier[]>();
  for (const order of held.orders) {
    byReference.set(order.maThamChieu, [...(byReference.get(order.maThamChieu) ?? []), order]);
  }
  const verdict: Verdict = {
    acknowledged: 0,
    unanswered: 0,
    effects: 0,
    lost: 0,
    doubled: 0,
    outOfOrder: 0,
    invented: 0,
    different: 0,
  };
  for (const batch of deeds) {
    judge(verdict, batch, byReference.get(batch.batch) ?? [], held.chains.get(batch.batch));
    byReference.delete(batch.batch);
  }
  verdict.invented += byReference.size;
  return verdict;
}

function judge(
  verdict: Verdict,
  { acknowledged, unanswered }: BatchDeeds,
  orders: readonly Dossier[],
  chain: Dossier | undefined,
): void {
  const seqs = orders.flatMap(({ khoa }) => khoa.map(({ ma }) => seqOf(ma)));
  const distinct = new Set(seqs).size;
  const events = (chain?.suKien ?? []).map(({ noiDung }) => String(noiDung.maThamChieu));
  verdict.acknowledged += acknowledged.length;
  verdict.unanswered += unanswered;
  verdict.effects += distinct;
  verdict.lost += Math.max(0, acknowledged.length - distinct);
  verdict.doubled += seqs.length - distinct + Math.max(0, orders.length - 1);
  verdict.doubled += events.length - new Set(events).size;
  verdict.outOfOrder += seqs.filter((seq, at) => at > 0 && seq < (seqs[at - 1] ?? 0)).length;
  verdict.invented += Math.max(0, distinct - acknowledged.length - unanswered);
  const [order] = orders;
  const last = acknowledged.at(-1);
  if (unanswered > 0 || !order || last === undefined) return;
  const stages = 1 + acknowledged.filter((deed) => deed === 'edit').length;
  if (order.tinhTrang !== stateWords[last] || events.length !== stages) verdict.different += 1;
}

/** `national:batch:65f…:3:1:update`: the number of the delivery. */
function seqOf(key: string): number {
  return Number(/^national:batch:[0-9a-f]+:(\d+):/.exec(key)?.[1]);
}

async function everythingAt(sandboxUrl: string): Promise<Held> {
  const orders = await dossiers(sandboxUrl, 'ToChuc_LenhSanXuat');
  const chains = await dossiers(sandboxUrl, 'ToChuc_ChuoiTruyXuat');
  return { orders, chains: new Map(chains.map((chain) => [chain.maThamChieu, chain])) };
}

async function dossiers(sandboxUrl: string, kind: string): Promise<Dossier[]> {
  const found: Dossier[] = [];
  let after = '';
  do {
    const answer = await fetch(`${sandboxUrl}/admin/dossiers?loai=${kind}&sau=${encodeURIComponent(after)}`);
    const page = (await answer.json()) as { dossiers: Dossier[]; next: string | null };
    found.push(...page.dossiers);
    after = page.next ?? '';
  } while (after !== '');
  return found;
}
