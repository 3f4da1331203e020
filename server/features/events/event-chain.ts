import type { Fault } from '../../domain/errors.ts';
import { pointerToIdentifier } from '../../domain/epcis/event-owner.ts';
import { DomainError } from '../../domain/errors.ts';
import { chainOf, makesGoods } from '../../domain/trace/trace-cycle.ts';
import { traceSteps } from '../../domain/trace/trace-step.ts';
import type { TracedEvent, TraceStep } from '../../domain/trace/trace-step.ts';
import { ends } from '../../domain/trace/trace-walk.ts';
import type { StageContent } from '../../platform/contract-types.ts';
import type { EventDraft } from './event-drafts.ts';
import { eventSteps } from './event-steps.ts';
import { LotGuardModel } from './lot-guard-model.ts';

/** Where what is told now would make a lot out of itself. */
interface RingFault {
  draft: EventDraft;
  lot: string;
  fault: Fault;
}

/** No check of a ring looks at more lots than this; a chain as long as that is a mistake. */
const mostLots = 20_000;

/** Keeps chains free of rings. Used inside the change that stores the events. */
export function eventChain({ publicOrigin }: { publicOrigin: string }) {
  const { stepsAt, runs, tracedEvent } = eventSteps({ publicOrigin });

  return {
    /** The events that close a ring, in the order told: each one counts for those after it unless it closes one. */
    async rings(drafts: readonly EventDraft[]): Promise<RingFault[]> {
      const told = await stepsOf(drafts);
      const targets = told.flatMap(({ step }) => step.to.map(({ id }) => id));
      const { steps, isLate } = await closure(targets);
      const chain = chainOf(steps);
      const faults: RingFault[] = [];
      for (const { draft, step } of told) {
        const lot = chain.cycleThrough(step);
        if (lot === undefined) chain.add(step);
        else faults.push({ draft, lot, fault: ringFault(draft, lot) });
      }
      await guard(told, isLate);
      return faults;
    },
  };

  /** What each draft adds to a chain, together with what its run already has. */
  async function stepsOf(drafts: readonly EventDraft[]): Promise<{ draft: EventDraft; step: TraceStep }[]> {
    const [first] = drafts;
    if (!first) return [];
    const names = [...new Set(drafts.flatMap(({ facts }) => facts.transformationId ?? []))];
    const told = new Map<string, TracedEvent[]>();
    for (const event of await runs(names, String(first.organisation))) remember(event);
    return drafts.flatMap((draft) => {
      if (draft.epcis['errorDeclaration'] !== undefined) return [];
      const event = tracedEvent(draft);
      const run = remember(event);
      const step = traceSteps(run).find(makesGoods);
      return step ? [{ draft, step }] : [];
    });

    function remember(event: TracedEvent): TracedEvent[] {
      const run = event.facts.transformationId;
      if (run === null) return [event];
      const together = [...(told.get(run) ?? []), event];
      told.set(run, together);
      return together;
    }
  }

  /** Everything that is made out of these lots. Seldom anything: a lot is made before it is used. */
  async function closure(targets: readonly string[]): Promise<{ steps: TraceStep[]; isLate: boolean }> {
    const seen = new Set(targets);
    const steps: TraceStep[] = [];
    let frontier = [...seen];
    while (frontier.length > 0) {
      const found = (await stepsAt(frontier, 'forward')).filter(makesGoods);
      steps.push(...found);
      frontier = [];
      for (const { id } of found.flatMap((step) => ends(step, 'forward').far)) {
        if (seen.has(id)) continue;
        seen.add(id);
        frontier.push(id);
      }
      if (seen.size > targets.length + mostLots) {
        throw new DomainError('conflict', { key: 'trace.chain-too-long', params: { limit: mostLots } });
      }
    }
    return { steps, isLate: steps.length > 0 };
  }
}

/**
 * A ring that two changes close together runs from an output of the one to an input of the other. Either that is one
 * lot, whose guard both write, or the output was used before, and then both write the guard of late steps.
 */
async function guard(told: readonly { step: TraceStep }[], isLate: boolean): Promise<void> {
  const names = new Set(
    told.flatMap(({ step }) => [step.id, ...[...step.from, ...step.to].map(({ id }) => id)]),
  );
  if (names.size === 0) return;
  if (isLate) names.add('late');
  await LotGuardModel.bulkWrite(
    [...names].sort().map((_id) => ({
      updateOne: { filter: { _id }, update: { $inc: { steps: 1 } }, upsert: true },
    })),
    { ordered: false },
  );
}

function ringFault({ epcis, content }: EventDraft, lot: string): Fault {
  const pointer = pointerToIdentifier(epcis, lot) ?? '';
  const params = { lot: decodeURIComponent(lot.split('/10/')[1] ?? lot) };
  return { pointer: content ? formPointer(content, pointer) : pointer, key: 'trace.ring', params };
}

/** The field that the identifier was made from. */
function formPointer({ inputs = [] }: StageContent, pointer: string): string {
  const index = /^\/(?:inputQ|q)uantityList\/(\d+)\//.exec(pointer)?.[1];
  return inputs.length > 0 && index !== undefined ? `/inputs/${index}/code` : '/sourceLot';
}
