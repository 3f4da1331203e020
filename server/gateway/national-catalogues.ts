import type { Clock } from '../platform/clock.ts';
import type { Later } from './gateway-port.ts';
import type { CallNational } from './national-call.ts';

/** The gateway's own lists: our code of a unit to its word, and the kinds of event it knows. */
export interface Catalogues {
  units: ReadonlyMap<string, string>;
  eventKinds: ReadonlySet<string>;
}

export type CatalogueSource = ReturnType<typeof nationalCatalogues>;

const goodFor = 24 * 3600_000;

/** Pulled once a day, and once however many deliveries wait for them; an old copy is better than none. */
export function nationalCatalogues({ call, clock }: { call: CallNational; clock: Clock }) {
  let kept: { catalogues: Catalogues; until: number } | undefined;
  let pulling: Promise<Catalogues | Later> | undefined;

  return {
    async current(): Promise<Catalogues | Later> {
      if (kept && clock.now().getTime() < kept.until) return kept.catalogues;
      pulling ??= pull().finally(() => (pulling = undefined));
      return pulling;
    },

    /** The gateway does not know a word of ours any more: its lists have changed. */
    forget(): void {
      kept = undefined;
    },
  };

  async function pull(): Promise<Catalogues | Later> {
    const units = await entries('DonViTinh');
    const eventKinds = 'outcome' in units ? units : await entries('LoaiSuKien');
    if ('outcome' in units) return kept?.catalogues ?? units;
    if ('outcome' in eventKinds) return kept?.catalogues ?? eventKinds;
    const catalogues = { units, eventKinds: new Set(eventKinds.keys()) };
    kept = { catalogues, until: clock.now().getTime() + goodFor };
    return catalogues;
  }

  async function entries(name: string): Promise<Map<string, string> | Later> {
    const answer = await call({ method: 'GET', path: `DanhMuc/${name}` });
    if (answer.outcome !== 'done') {
      return answer.outcome === 'later' ? answer : { outcome: 'later', reason: 'unexpected-answer' };
    }
    const lines: unknown = answer.data.danhSach;
    if (!Array.isArray(lines)) return { outcome: 'later', reason: 'unexpected-answer' };
    return new Map(
      (lines as { ma?: unknown; ten?: unknown }[]).map(({ ma, ten }) => [String(ma), String(ten)]),
    );
  }
}
