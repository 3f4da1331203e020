import { canonicalIdentifier } from '../../domain/epcis/canonical-identifier.ts';
import { isOfDepartment } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { widestBounds } from '../../domain/trace/trace-walk.ts';
import type { Direction } from '../../domain/trace/trace-walk.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Trace, TraceQuery } from '../../platform/contract-types.ts';
import { explore } from './trace-explorer.ts';
import type { TraceNeighbours } from './trace-neighbours.ts';
import { organisationsIn, traceHalf } from './trace-view.ts';

export type TraceService = ReturnType<typeof traceService>;

/** Where a batch came from and where it went. */
export function traceService({ clock, neighbours }: { clock: Clock; neighbours: TraceNeighbours }) {
  return {
    async trace(
      batchId: string,
      { direction = 'both', depth = widestBounds.depth }: TraceQuery,
      actor: Actor,
    ): Promise<Trace> {
      const batch = await neighbours.batch(batchId, actor);
      const half = async (way: Direction) => {
        if (direction !== 'both' && direction !== way) return null;
        const explored = await explore(batch, { direction: way, depth, actor }, neighbours);
        return traceHalf(explored, await neighbours.namesOf(organisationsIn(explored)));
      };
      const { id, title, organisation, uri, quantity } = batch;
      const [back, forward] = await Promise.all([half('back'), half('forward')]);
      return {
        batch: { id, name: title },
        organisation,
        lot: canonicalIdentifier(uri),
        quantity,
        asOf: clock.now().toISOString(),
        scope: isOfDepartment(actor) ? 'whole' : 'own',
        bounds: { depth, lots: widestBounds.lots },
        back,
        forward,
      };
    },
  };
}
