import type { TraceStep } from './trace-step.ts';

export type Direction = 'back' | 'forward';

export interface TraceBounds {
  /** Steps away from the lot that was asked about. */
  depth: number;
  lots: number;
}

/** No answer is longer; whoever asks may ask for less. */
export const widestBounds: TraceBounds = { depth: 20, lots: 5000 };

export interface Walk {
  start: string;
  direction: Direction;
  /** Every lot that was reached, and by how many steps. */
  depths: ReadonlyMap<string, number>;
  steps: TraceStep[];
  /** Which bound ended the walk before the chain did. */
  cut: 'depth' | 'size' | null;
}

interface WalkOptions {
  bounds: TraceBounds;
  /** The steps that lead out of these lots (forward) or to them (back): one question to the store a level. */
  stepsAt: (ids: readonly string[], direction: Direction) => Promise<TraceStep[]>;
  /** Beyond which of these lots the walk may go on; the others are shown and end there. */
  mayPass?: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** From a lot through everything it was made of, or went into, nearest first. */
export async function walk(start: string, direction: Direction, options: WalkOptions): Promise<Walk> {
  const { bounds, stepsAt, mayPass = (ids) => Promise.resolve(ids) } = options;
  const depths = new Map([[start, 0]]);
  const steps = new Map<string, TraceStep>();
  const arrivals = new Map<string, Date>();
  const found = (cut: Walk['cut']): Walk => ({ start, direction, depths, steps: [...steps.values()], cut });
  let frontier: readonly string[] = [start];
  for (let depth = 1; frontier.length > 0; depth += 1) {
    const passable = await mayPass(frontier);
    const here = passable.length === 0 ? [] : await stepsAt(passable, direction);
    const onward = here.filter((step) => isInTime(step, direction, arrivals));
    if (depth > bounds.depth) return found(onward.some((step) => !steps.has(keyOf(step))) ? 'depth' : null);
    const next: string[] = [];
    for (const step of onward) {
      steps.set(keyOf(step), step);
      for (const { id } of ends(step, direction).far) {
        if (depths.has(id)) continue;
        if (depths.size >= bounds.lots) return found('size');
        depths.set(id, depth);
        next.push(id);
        if (step.kind === 'packing') arrivals.set(id, step.at);
      }
    }
    frontier = next;
  }
  return found(null);
}

/** The lines of a step at the side we come from, and at the side we go to. */
export function ends({ from, to }: Pick<TraceStep, 'from' | 'to'>, direction: Direction) {
  return direction === 'forward' ? { near: from, far: to } : { near: to, far: from };
}

function keyOf({ organisation, id }: TraceStep): string {
  return `${organisation} ${id}`;
}

/** What was put into a crate is not in what the crate held before. */
function isInTime(step: TraceStep, direction: Direction, arrivals: ReadonlyMap<string, Date>): boolean {
  if (direction === 'back') return true;
  const since = step.from.map(({ id }) => arrivals.get(id));
  return since.some((at) => at === undefined || at <= step.at);
}
