import type { ChangeBy } from '../../domain/change.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Interval, Intervals } from '../../domain/stamps/intervals.ts';

/** What a case is about, as the batches know it. */
export interface CaseBatch {
  id: string;
  title: string;
  organisation: string;
  productKey: string;
}

/** What cases ask of batches and of the stamp ledger; answered where the features meet. */
export interface CaseNeighbours {
  /** Not found outside the actor's scope. */
  batch: (id: string, actor: Actor) => Promise<CaseBatch>;
  /** The unit of a serial, where the batch issued it. */
  unitAt: (batch: CaseBatch, serial: string) => Promise<CaseUnit | null>;
  /** The stamps of the batch, issued so far, that lie within the interval. */
  issued: (batchId: string, within?: Interval) => Promise<Intervals>;
  stamps: {
    /** Each says how many stamps it changed; those that stand as wanted already are left alone. Within a change. */
    hold: (batchId: string, units: Intervals, why: StampAct) => Promise<Intervals>;
    release: (batchId: string, units: Intervals, why: StampAct) => Promise<void>;
    void: (batchId: string, units: Intervals, why: StampAct) => Promise<Intervals>;
  };
}

/** `serial` in its one spelling. */
export interface CaseUnit {
  batch: number;
  unit: number;
  serial: string;
}

export interface StampAct {
  reason: string;
  by: ChangeBy;
}
