import { foldCrockford } from '../domain/identifiers/crockford.ts';
import { contains } from '../domain/stamps/intervals.ts';
import { serialLength } from '../domain/stamps/serial.ts';
import { all } from '../domain/stamps/stamp-ledger.ts';
import type { StandingRun } from '../features/stamps/stamp-standing.ts';
import type { StampService } from '../features/stamps/stamp-service.ts';
import type { Language } from '../platform/i18n.ts';
import type { PageTemplate } from '../platform/joined-page.ts';
import type { LookupService } from './lookup-service.ts';
import type { Origin } from './origin.ts';
import type { PageCache } from './page-cache.ts';

/** All that the pages of one batch's stamps share. */
export interface UnitBase {
  readonly bytes: number;
  batchId: string;
  /** Null while nothing is published. */
  origin: Origin | null;
  runs: StandingRun[];
  templateOf(lang: Language, hasHiddenCode: boolean): PageTemplate;
}

/** Draws the page of a batch with gaps for what is of the stamp alone. */
export type DrawUnits = (shown: {
  productKey: string;
  origin: Origin | null;
  lang: Language;
  hasHiddenCode: boolean;
}) => PageTemplate;

export type UnitBases = ReturnType<typeof unitBases>;

interface UnitBasesOptions {
  stamps: Pick<StampService, 'readSerial' | 'accountAt' | 'runsOf'>;
  lookup: Pick<LookupService, 'ofRecord'>;
  cache: PageCache<UnitBase>;
  draw: DrawUnits;
}

/** One language without a hidden code, as most are; the text and its compressed form. */
const roughBytes = 40_000;
const mostAccounts = 100_000;

/** A stamp found by its serial: the serial is checked without the database, and a hot batch is found in memory. */
export function unitBases({ stamps, lookup, cache, draw }: UnitBasesOptions) {
  /** Which batch has which ordinal never changes. */
  const batches = new Map<string, string>();

  return {
    async find(productKey: string, serial: string) {
      const read = stamps.readSerial(productKey, serial);
      if (!read.ok) return read;
      const batchId = await batchAt(productKey, read.batch);
      const base = batchId === null ? null : await baseOf(batchId, productKey);
      const run = base?.runs.find(
        ({ keyId, state }) => keyId === read.keyId && contains(all(state), read.unit),
      );
      if (!base || !run) return { ok: false as const, why: 'unknown' as const };
      const place = { productKey, batch: read.batch, unit: read.unit };
      return { ok: true as const, serial: foldCrockford(serial, serialLength) ?? serial, place, base, run };
    },
  };

  async function batchAt(productKey: string, ordinal: number): Promise<string | null> {
    const name = `${productKey}/${ordinal}`;
    const known = batches.get(name);
    if (known !== undefined) return known;
    const account = await stamps.accountAt(productKey, ordinal);
    if (!account) return null;
    if (batches.size >= mostAccounts) batches.clear();
    batches.set(name, account.batch);
    return account.batch;
  }

  async function baseOf(batchId: string, productKey: string): Promise<UnitBase> {
    const kept = cache.get(batchId);
    if (kept) return kept;
    const ticket = cache.ticket();
    const [runs, found] = await Promise.all([stamps.runsOf(batchId), lookup.ofRecord(batchId)]);
    const origin = found?.origin ?? null;
    const base = { bytes: roughBytes, batchId, origin, runs, templateOf: templatesOf(productKey, origin) };
    cache.put(batchId, base, ticket);
    return base;
  }

  function templatesOf(productKey: string, origin: Origin | null): UnitBase['templateOf'] {
    const drawn = new Map<string, PageTemplate>();
    return (lang, hasHiddenCode) => {
      const name = `${lang} ${hasHiddenCode}`;
      const template = drawn.get(name) ?? draw({ productKey, origin, lang, hasHiddenCode });
      drawn.set(name, template);
      return template;
    };
  }
}
