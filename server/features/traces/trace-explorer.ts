import { canonicalIdentifier } from '../../domain/epcis/canonical-identifier.ts';
import { isOfDepartment } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { traceShares } from '../../domain/trace/trace-shares.ts';
import type { LotShare } from '../../domain/trace/trace-shares.ts';
import { walk, widestBounds } from '../../domain/trace/trace-walk.ts';
import type { Direction, Walk } from '../../domain/trace/trace-walk.ts';
import type { KnownLot, TracedBatch, TraceNeighbours } from './trace-neighbours.ts';

/** A chain in one direction with all that is known of its lots. */
export interface Explored {
  batch: TracedBatch;
  walked: Walk;
  shares: ReadonlyMap<string, LotShare>;
  lots: ReadonlyMap<string, KnownLot>;
  /** The only organisation whose lots the walk went through; null where it went through everybody's. */
  only: string | null;
  depth: number;
}

type Ask = Pick<TraceNeighbours, 'stepsAt' | 'lots'>;

/**
 * One step back and one step forward is what the law asks of each who trades (Decree 37/2026, Art. 23): a producer follows
 * a chain through its own lots and sees its neighbours', but not what they make of them. The department sees all of it.
 */
export async function explore(
  batch: TracedBatch,
  { direction, depth = widestBounds.depth, actor }: { direction: Direction; depth?: number; actor: Actor },
  { stepsAt, lots: lotsOf }: Ask,
): Promise<Explored> {
  const start = canonicalIdentifier(batch.uri);
  const only = isOfDepartment(actor) ? null : batch.organisation.id;
  const bounds = { ...widestBounds, depth };
  const walked = await walk(start, direction, { bounds, stepsAt, ...(only !== null && { mayPass }) });
  const ids = [...walked.depths.keys()];
  const lots = await lotsOf(ids);
  const makings = direction === 'forward' ? await stepsAt(ids, 'back') : walked.steps;
  const quantityOf = (id: string) => (id === start ? batch.quantity : (lots.get(id)?.quantity ?? null));
  return { batch, walked, lots, shares: traceShares(walked, { quantityOf, makings }), only, depth };

  async function mayPass(level: readonly string[]): Promise<string[]> {
    const known = await lotsOf(level);
    return level.filter((id) => id === start || known.get(id)?.organisation === only);
  }
}

/** Whether the chain may go on beyond a lot, unseen. */
export function isEdge(id: string, { walked, lots, only, depth }: Explored): boolean {
  if (id === walked.start) return false;
  if (only !== null && lots.get(id)?.organisation !== only) return true;
  return walked.cut !== null && (walked.depths.get(id) ?? 0) >= Math.min(depth, deepest(walked));
}

function deepest({ depths }: Walk): number {
  let most = 0;
  for (const depth of depths.values()) most = Math.max(most, depth);
  return most;
}
