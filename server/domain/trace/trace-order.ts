import type { TraceStep } from './trace-step.ts';
import { ends } from './trace-walk.ts';
import type { Direction, Walk } from './trace-walk.ts';

interface Order {
  /** Each lot after all that lead to it. */
  sorted: string[];
  /** Lots on a ring, as used crates make one, and whatever lies behind it. */
  tangled: ReadonlySet<string>;
}

/** The lots of a walk in an order in which shares can be passed on. */
export function walkOrder({ direction, depths, steps }: Walk): Order {
  const onward = stepsBy(steps, direction, 'near');
  const waitingFor = new Map([...depths.keys()].map((id) => [id, 0]));
  const targets = (id: string) =>
    (onward.get(id) ?? []).flatMap((step) => [...new Set(ends(step, direction).far.map((line) => line.id))]);
  for (const id of depths.keys()) {
    for (const far of targets(id)) waitingFor.set(far, (waitingFor.get(far) ?? 0) + 1);
  }
  const sorted = [...depths.keys()].filter((id) => waitingFor.get(id) === 0);
  for (const id of sorted) {
    for (const far of targets(id)) {
      const left = (waitingFor.get(far) ?? 0) - 1;
      waitingFor.set(far, left);
      if (left === 0 && depths.has(far)) sorted.push(far);
    }
  }
  const done = new Set(sorted);
  return { sorted, tangled: new Set([...depths.keys()].filter((id) => !done.has(id))) };
}

/** Steps by the lots at one side of them, each step once a lot. */
export function stepsBy(
  steps: readonly TraceStep[],
  direction: Direction,
  side: 'near' | 'far',
): Map<string, TraceStep[]> {
  const found = new Map<string, TraceStep[]>();
  for (const step of steps) {
    for (const id of new Set(ends(step, direction)[side].map((line) => line.id))) {
      const known = found.get(id);
      if (known) known.push(step);
      else found.set(id, [step]);
    }
  }
  return found;
}
