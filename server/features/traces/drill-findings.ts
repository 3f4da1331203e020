import Big from 'big.js';
import { amountOf } from '../../domain/trace/trace-amount.ts';
import type { RecallDrill, RecallDrillLot, StampCounts } from '../../platform/contract-types.ts';
import { isEdge } from './trace-explorer.ts';
import type { Explored } from './trace-explorer.ts';
import type { TracedMovement, TraceNeighbours } from './trace-neighbours.ts';
import { mayRead, organisationsIn, shownQuantity, traceHalf } from './trace-view.ts';

export interface Findings extends Pick<
  RecallDrill,
  'scope' | 'quantity' | 'located' | 'cut' | 'lots' | 'units'
> {
  holders: { organisation: string; lots: number }[];
}

/**
 * What a recall of the batch would reach. Located is what rests in lots whose holder is known: by the books, for nobody
 * has counted yet. A neighbour's lot counts as located at the neighbour's.
 */
export async function findingsOf(explored: Explored, neighbours: TraceNeighbours): Promise<Findings> {
  const { batch, walked } = explored;
  const ids = [...walked.depths.keys()];
  const movements = await neighbours.movementsOf(ids);
  const told = movements.map(({ organisation }) => organisation);
  const names = await neighbours.namesOf([...new Set([...organisationsIn(explored), ...told])]);
  const { lots: views } = traceHalf(explored, names);
  const stamps = await neighbours.stampsOf(views.flatMap((one) => one.batch ?? []));
  const moved = movementsBy(movements, explored);
  const lots = views.map((view): RecallDrillLot => {
    const { kind: _kind, quantity: _quantity, isEdge: _isEdge, ...lot } = view;
    return {
      ...lot,
      missing: missingOf(view, explored),
      units: view.batch === null ? null : (stamps.get(view.batch) ?? null),
      movements: (moved.get(view.id) ?? []).map((one) => movementView(one, view.id, names)),
    };
  });
  const located = lots.reduce(
    (sum, { missing, rests }) => (missing ? sum : sum.plus(rests ?? 0)),
    new Big(0),
  );
  return {
    scope: explored.only === null ? 'whole' : 'own',
    quantity: batch.quantity,
    located: (located.gt(1) ? new Big(1) : located).round(4).toFixed(),
    cut: walked.cut,
    lots,
    units: together([...stamps.values()]),
    holders: holdersOf(lots, movements, explored),
  };
}

type Missing = RecallDrillLot['missing'];

function missingOf(
  { id, rests, organisation }: Pick<RecallDrillLot, 'id' | 'rests' | 'organisation'>,
  explored: Explored,
): Missing {
  if (rests === null) return 'quantity';
  if (rests === '0') return null;
  if (organisation === null) return 'holder';
  return explored.walked.cut !== null && isEdge(id, explored) ? 'bound' : null;
}

/** What became of each lot; of a neighbour's lot it is theirs to know. */
function movementsBy(movements: readonly TracedMovement[], explored: Explored) {
  const found = new Map<string, TracedMovement[]>();
  for (const one of movements) {
    for (const { id } of one.lines) {
      if (mayRead(id, explored)) found.set(id, [...(found.get(id) ?? []), one]);
    }
  }
  return found;
}

function movementView(
  { at, word, stage, organisation, receiver, lines }: TracedMovement,
  id: string,
  names: ReadonlyMap<string, string>,
): RecallDrillLot['movements'][number] {
  const line = lines.find((one) => one.id === id);
  return {
    at: at.toISOString(),
    word,
    stage,
    organisation: { id: organisation, name: names.get(organisation) ?? '' },
    quantity: line ? shownQuantity(amountOf(line)) : null,
    receiver,
  };
}

/** Whoever holds a lot, and whoever told that it moved, in the order of the chain. */
function holdersOf(
  lots: readonly RecallDrillLot[],
  movements: readonly TracedMovement[],
  explored: Explored,
): Findings['holders'] {
  const held = new Map<string, Set<string>>();
  const note = (organisation: string, lot: string) =>
    held.set(organisation, (held.get(organisation) ?? new Set()).add(lot));
  for (const { id, organisation } of lots) if (organisation) note(organisation.id, id);
  for (const { organisation, lines } of movements) {
    for (const { id } of lines) if (mayRead(id, explored)) note(organisation, id);
  }
  return [...held].map(([organisation, ids]) => ({ organisation, lots: ids.size }));
}

function together(parts: readonly StampCounts[]): StampCounts {
  const sum = (name: keyof StampCounts) => parts.reduce((all, part) => all + part[name], 0);
  return {
    issued: sum('issued'),
    printed: sum('printed'),
    active: sum('active'),
    void: sum('void'),
    returned: sum('returned'),
    unactivated: sum('unactivated'),
    held: sum('held'),
  };
}
