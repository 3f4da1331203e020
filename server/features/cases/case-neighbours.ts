import type { Actor } from '../../domain/roles.ts';
import type { Interval, Intervals } from '../../domain/stamps/intervals.ts';
import type { Record as Recorded } from '../../ledger/unit-of-work.ts';

/** What a case is about, as the batches know it. */
export interface CaseBatch {
  id: string;
  title: string;
  organisation: string;
  productKey: string;
}

/** What cases ask of batches and of the stamp ledger; answered where the features meet. */
export interface CaseNeighbours {
  /** Not found outside the actor's scope; null asks for anybody's. */
  batch: (id: string, actor: Actor | null) => Promise<CaseBatch>;
  /** The unit of a serial, where the batch issued it. */
  unitAt: (batch: CaseBatch, serial: string) => Promise<CaseUnit | null>;
  /** The stamps of the batch, issued so far, that lie within the interval. */
  issued: (batchId: string, within?: Interval) => Promise<Intervals>;
  /** Acts on stamps as part of the change whose `record` it is given; each says which stamps it changed. */
  stamps: (record: Recorded) => {
    hold: (batchId: string, units: Intervals, why: Why) => Promise<Intervals>;
    release: (batchId: string, units: Intervals, why: Why) => Promise<Intervals>;
    void: (batchId: string, units: Intervals, why: Why) => Promise<Intervals>;
  };
}

/** `serial` in its one spelling. */
export interface CaseUnit {
  batch: number;
  unit: number;
  serial: string;
}

interface Why {
  note: string;
  actor: Actor;
}
