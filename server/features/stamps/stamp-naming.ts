import { conflict, invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { setOf, span } from '../../domain/stamps/intervals.ts';
import type { Intervals } from '../../domain/stamps/intervals.ts';
import { serialInText } from '../../domain/stamps/serial-text.ts';
import { StampAccountModel } from './stamp-account-model.ts';
import type { StampNeighbours } from './stamp-neighbours.ts';
import type { StampBook, StampRegister } from './stamp-register.ts';

/** Stamps as people name them: the first and last of a range, or each by its serial. */
export interface StampNaming {
  first?: string | undefined;
  last?: string | undefined;
  serials?: readonly string[] | undefined;
}

export interface NamedUnits {
  units: Intervals;
  /** Whoever names a range means what is left of it; whoever names each stamp means each. */
  isRange: boolean;
}

interface NamingOptions {
  register: StampRegister;
  neighbours: Pick<StampNeighbours, 'batchTitles'>;
}

/** A range that never was typed wrong deserves the search for where a serial belongs; ten thousand of them do not. */
const mostSearched = 20;
const mostFaults = 100;

/** Reads serials; what is wrong with each is told at its own place. */
export function stampNaming({ register, neighbours }: NamingOptions) {
  return async (book: StampBook, { first, last, serials }: StampNaming): Promise<NamedUnits> => {
    if (serials) {
      const units = await readAll(
        book,
        serials.map((text, at) => ({ text, pointer: `/serials/${at}` })),
      );
      return { units: setOf(units), isRange: false };
    }
    if (first === undefined || last === undefined) throw invalid(missing({ first, last }));
    const [from = 0, to = 0] = await readAll(book, [
      { text: first, pointer: '/first' },
      { text: last, pointer: '/last' },
    ]);
    if (from > to) throw invalid([{ pointer: '/last', key: 'stamps.reversed' }]);
    return { units: span(from, to + 1), isRange: true };
  };

  async function readAll(book: StampBook, named: { text: string; pointer: string }[]): Promise<number[]> {
    const units: number[] = [];
    const faults: Fault[] = [];
    for (const { text, pointer } of named) {
      const unit = unitOf(book, text);
      if (unit !== undefined) units.push(unit);
      else if (faults.length < mostFaults)
        faults.push({ pointer, ...(await why(book, text, faults.length < mostSearched)) });
    }
    if (faults.length > 0) throw invalid(faults);
    return units;
  }

  function unitOf({ account, runs }: StampBook, text: string): number | undefined {
    const found = register.serials.read(account.productKey.value, serialInText(text));
    if (!found.ok || found.batch !== account.ordinal) return undefined;
    const isIssued = runs.some(
      ({ doc, state }) =>
        doc.keyId === found.keyId && found.unit >= state.from && found.unit < state.from + state.count,
    );
    return isIssued ? found.unit : undefined;
  }

  async function why(
    { account }: StampBook,
    text: string,
    isSearched: boolean,
  ): Promise<Omit<Fault, 'pointer'>> {
    const found = register.serials.read(account.productKey.value, serialInText(text));
    if (!found.ok && found.why === 'mistyped') return { key: 'stamps.mistyped' };
    if (found.ok && found.batch === account.ordinal) return { key: 'stamps.unknown' };
    if (!isSearched) return { key: found.ok ? 'stamps.of-another-batch' : 'stamps.unknown' };
    if (!found.ok) {
      const product = await otherProduct(account, text);
      return product ? { key: 'stamps.of-other-product', params: { product } } : { key: 'stamps.unknown' };
    }
    const title = await titleOf(account, found.batch);
    return title
      ? { key: 'stamps.of-other-batch', params: { batch: title } }
      : { key: 'stamps.of-another-batch' };
  }

  /** Another batch of the same product; its title only where it is the same producer's. */
  async function titleOf({ productKey, organisation }: StampBook['account'], ordinal: number) {
    const other = await StampAccountModel.findOne({
      'productKey.value': productKey.value,
      ordinal,
      organisation,
    }).lean();
    return other && (await neighbours.batchTitles([String(other._id)])).get(String(other._id));
  }

  /** The producer's other product whose stamp it is. */
  async function otherProduct({ organisation, productKey }: StampBook['account'], text: string) {
    const values = await StampAccountModel.distinct('productKey.value', { organisation });
    return values.find(
      (value) => value !== productKey.value && register.serials.read(value, serialInText(text)).ok,
    );
  }
}

/** What a batch without stamps answers to every act on them. */
export function bookOrRefusal(book: StampBook | null): StampBook {
  if (!book) throw conflict({ key: 'stamps.none-issued' });
  return book;
}

function missing(given: Record<'first' | 'last', string | undefined>): Fault[] {
  return (['first', 'last'] as const)
    .filter((name) => given[name] === undefined)
    .map((name) => ({ pointer: `/${name}`, key: 'errors.required' }));
}
