import type { Actor } from '../../domain/roles.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RecallHolders, TraceLot } from '../../platform/contract-types.ts';
import type { RecallDocument } from './recall-model.ts';
import type { RecallNeighbours } from './recall-neighbours.ts';

interface HoldersOptions {
  clock: Clock;
  neighbours: Pick<RecallNeighbours, 'onward' | 'handed' | 'contactsOf' | 'namesOf'>;
  find: (number: string, actor: Actor) => Promise<RecallDocument>;
}

type Holder = RecallHolders['holders'][number];

/** Whom to call: who was handed recalled goods, and whose lots they went into, as chain and hand-overs tell. */
export function recallHolders({ clock, neighbours, find }: HoldersOptions) {
  return async (number: string, actor: Actor): Promise<RecallHolders> => {
    const { batches } = (await find(number, actor)).content;
    const byOrganisation = new Map<string, Pick<Holder, 'handed' | 'lots'>>();
    let isWhole = true;
    for (const { receiver, ...handed } of await neighbours.handed(batches))
      of(byOrganisation, receiver).handed.push(handed);
    for (const batch of batches) {
      const { forward } = await neighbours.onward(batch, actor);
      if (forward?.cut) isWhole = false;
      for (const one of forward?.lots ?? []) {
        if (isRecalled(one, batches)) continue;
        const { lot, product, amount } = one;
        of(byOrganisation, one.organisation?.id ?? '').lots.push({ lot, product, batch: one.batch, amount });
      }
    }
    return { asOf: clock.now().toISOString(), isWhole, holders: await named(byOrganisation) };
  };

  async function named(found: ReadonlyMap<string, Pick<Holder, 'handed' | 'lots'>>): Promise<Holder[]> {
    const ids = [...found.keys()].filter((id) => id !== '');
    const names = await neighbours.namesOf(ids);
    const contacts = await neighbours.contactsOf(ids);
    return [...found].map(([id, told]) => ({
      organisation: id === '' ? null : { id, name: names.get(id) ?? '' },
      contact: contacts.get(id) ?? null,
      ...told,
    }));
  }
}

function isRecalled({ depth, batch }: TraceLot, batches: readonly string[]): boolean {
  return depth === 0 || (batch !== null && batches.includes(batch));
}

/** Lots of nobody registered here stand together under the empty name. */
function of(
  found: Map<string, Pick<Holder, 'handed' | 'lots'>>,
  id: string,
): Pick<Holder, 'handed' | 'lots'> {
  const known = found.get(id) ?? { handed: [], lots: [] };
  found.set(id, known);
  return known;
}
