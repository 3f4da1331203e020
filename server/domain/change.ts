import type { Actor } from './roles.ts';

/** Who changes something, and by which request: the same key never takes effect twice. */
export interface ChangeBy {
  actor: Actor;
  key?: RequestKey;
}

/** The caller's Idempotency-Key, with a digest of what was asked so that a key is not reused for something else. */
export interface RequestKey {
  value: string;
  fingerprint: string;
}

export const recordKinds = [
  'organisation',
  'place',
  'product',
  'certificate',
  'batch',
  'mark',
  'grant',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** The record kinds that go through review. */
export const reviewKinds = ['organisation', 'place', 'product', 'certificate', 'batch'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

export interface Subject {
  kind:
    | RecordKind
    | 'user'
    | 'submission'
    | 'sync-message'
    | 'gateway'
    | 'reconciliation'
    | 'parcel'
    | 'file'
    | 'report'
    | 'linkset'
    | 'capture'
    | 'event'
    | 'stage-catalogue'
    | 'recovery-rate'
    | 'handover'
    | 'link'
    | 'scan-norm'
    | 'case'
    | 'recall'
    | 'recall-drill'
    | 'print-job'
    | 'label-layout';
  id: string;
}
