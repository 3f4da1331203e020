import type { TraceStep } from './trace-step.ts';

/** What is made out of what. Containers are left out: a crate comes back, and holds what it never was made of. */
export function makesGoods({ kind }: Pick<TraceStep, 'kind'>): boolean {
  return kind !== 'packing';
}

/** Knows what leads to what, and takes up no step by which a lot would be made out of itself. */
export function chainOf(known: readonly TraceStep[]) {
  const onward = new Map<string, Set<string>>();
  for (const step of known) add(step);

  return {
    add,

    /** The lot that would go into itself; undefined where the step fits. */
    cycleThrough({ from, to }: Pick<TraceStep, 'from' | 'to'>): string | undefined {
      const inputs = new Set(from.map(({ id }) => id));
      const seen = new Set(to.map(({ id }) => id));
      for (const id of seen) {
        if (inputs.has(id)) return id;
        for (const next of onward.get(id) ?? []) seen.add(next);
      }
      return undefined;
    },
  };

  function add(step: TraceStep): void {
    if (!makesGoods(step)) return;
    for (const { id } of step.from) {
      const targets = onward.get(id) ?? new Set();
      for (const line of step.to) targets.add(line.id);
      onward.set(id, targets);
    }
  }
}
