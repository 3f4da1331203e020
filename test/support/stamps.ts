import type {
  BatchStamps,
  StampActDone,
  StampLabelPage,
  StampRun,
} from '../../server/platform/contract-types.ts';
import type { Answer, HttpClient } from './http-client.ts';
import { recordsOf, submitAndApprove } from './producer-records.ts';
import type { World } from './world.ts';

export interface StampedBatch {
  batch: string;
  /** What its stamps name: a GTIN of 14 digits or an internal code. */
  productKey: string;
  run: StampRun;
  /** Serials in the order of their labels. */
  serials: string[];
  /** The path of each stamp's address, as printed: `/T/…/21/…`. */
  paths: string[];
}

interface Wanted {
  count?: number;
  /** How many of the first labels are printed; all, unless told otherwise. */
  printed?: number;
  /** How many of the first labels are active; all that are printed, unless told otherwise. */
  active?: number;
  hiddenCode?: boolean;
  /** What differs in the batch: its product, its quantity. */
  content?: Record<string, unknown> & { product?: string };
}

type Parties = Pick<World, 'clerk' | 'officer'>;

/** An approved batch of 250 kg in packs of 500 g, with stamps. */
export async function aBatchWithStamps(
  { clerk, officer }: Parties,
  { count = 10, printed = count, active = printed, hiddenCode = false, content = {} }: Wanted = {},
): Promise<StampedBatch> {
  const ready = await recordsOf(clerk).readyBatch(content);
  await submitAndApprove({ clerk, officer }, ready);
  const run = ok(await clerk.post('/stamp-runs', { batch: ready.batch, count, hiddenCode })).body as StampRun;
  if (printed > 0) ok(await clerk.post(`/stamp-runs/${run.id}/printing`, { first: 1, last: printed }));
  const { serials, uris } = await stampsOf({ clerk }, run.id);
  if (active > 0) {
    const range = { first: serials[0], last: serials[active - 1] };
    ok(await clerk.post(`/batches/${ready.batch}/stamp-activations`, range));
  }
  const paths = uris.map((uri) => new URL(uri).pathname);
  return { batch: ready.batch, productKey: paths[0]?.split('/')[2] ?? '', run, serials, paths };
}

/** Every stamp of a run, in the order of its labels. */
export async function stampsOf(
  { clerk }: { clerk: HttpClient },
  run: string,
): Promise<{ serials: string[]; uris: string[] }> {
  const items: StampLabelPage['items'] = [];
  for (let from: number | undefined = 1; from !== undefined;) {
    const page = ok(await clerk.get(`/stamp-runs/${run}/stamps?from=${from}&limit=5000`))
      .body as StampLabelPage;
    items.push(...page.items);
    from = page.next;
  }
  return { serials: items.map(({ serial }) => serial), uris: items.map(({ uri }) => uri) };
}

export async function countsOf(
  { clerk }: Pick<World, 'clerk'>,
  batch: string,
): Promise<StampActDone['counts']> {
  return (ok(await clerk.get(`/batches/${batch}/stamps`)).body as BatchStamps).counts;
}

function ok(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer;
}
