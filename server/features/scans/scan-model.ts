import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { ScanNorm, Signal } from '../../domain/scan-signals.ts';
import type { VerdictKind } from '../../domain/scan-verdict.ts';
import type { VisitorKind } from './scan-visitor.ts';

/** One session at one unit; gone after thirty days. `_id` is the unit and a key nobody can trace to a person. */
export interface StoredSession {
  _id: string;
  unit: string;
  batchId: Types.ObjectId;
  at: Date;
  province: string | null;
  kind: VisitorKind;
  verdict: VerdictKind;
}

/** What is remembered of a unit that was scanned; a stamp nobody looked up has no document at all. */
export interface StoredUnitScans {
  _id: string;
  productKey: string;
  batch: number;
  unit: number;
  batchId: Types.ObjectId;
  serial: string;
  /** Of visitors; those of robots, accounts and inspectors stand apart. */
  sessions: number;
  apart?: Partial<Record<VisitorKind, number>>;
  told?: Partial<Record<VerdictKind, number>>;
  first?: Date;
  last?: Date;
  provinces?: Record<string, number>;
  recent?: { key: string; at: Date; province: string | null }[];
  opening?: { at: Date; key: string; province: string | null; count: number };
  signals?: Signal[];
  suspicion?: number;
}

/** What one day held for one batch; these counts stay when the sessions are gone. */
export interface StoredScanDay {
  _id: string;
  batchId: Types.ObjectId;
  day: string;
  kinds?: Partial<Record<VisitorKind, number>>;
  verdicts?: Partial<Record<VerdictKind, number>>;
  provinces?: Record<string, number>;
}

/** The secret of one day's session keys; when it is destroyed the keys mean nothing any more. */
interface StoredSalt {
  _id: string;
  salt: string;
  endsAt: Date;
}

/** What is usual for a product, where an officer said so. */
export interface StoredNorm extends ScanNorm {
  _id: Types.ObjectId;
  productKey: string;
  rev: number;
  updatedAt: Date;
}

const mixed = { type: Schema.Types.Mixed };
const open = { strict: 'throw', versionKey: false, minimize: false } as const;

export const SessionModel = model(
  'ScanSession',
  new Schema<StoredSession>(
    {
      _id: { type: String, required: true },
      unit: { type: String, required: true },
      batchId: { type: Schema.Types.ObjectId, required: true },
      at: { type: Date, required: true },
      province: { type: String, default: null },
      kind: { type: String, required: true },
      verdict: { type: String, required: true },
    },
    { ...open, collection: 'scan_sessions' },
  ),
);

export const UnitScansModel = model(
  'UnitScans',
  new Schema<StoredUnitScans>(
    {
      _id: { type: String, required: true },
      productKey: { type: String, required: true },
      batch: { type: Number, required: true },
      unit: { type: Number, required: true },
      batchId: { type: Schema.Types.ObjectId, required: true },
      serial: { type: String, required: true },
      sessions: { type: Number, default: 0 },
      apart: mixed,
      told: mixed,
      first: { type: Date },
      last: { type: Date },
      provinces: mixed,
      recent: mixed,
      opening: mixed,
      signals: { type: [String], default: undefined },
      suspicion: { type: Number },
    },
    { ...open, collection: 'unit_scans' },
  ),
);

export const ScanDayModel = model(
  'ScanDay',
  new Schema<StoredScanDay>(
    {
      _id: { type: String, required: true },
      batchId: { type: Schema.Types.ObjectId, required: true },
      day: { type: String, required: true },
      kinds: mixed,
      verdicts: mixed,
      provinces: mixed,
    },
    { ...open, collection: 'scan_days' },
  ),
);

export const SaltModel = model(
  'ScanSalt',
  new Schema<StoredSalt>(
    {
      _id: { type: String, required: true },
      salt: { type: String, required: true },
      endsAt: { type: Date, required: true },
    },
    { ...open, collection: 'scan_salts' },
  ),
);

export const NormModel = model(
  'ScanNorm',
  new Schema<StoredNorm>(
    {
      productKey: { type: String, required: true },
      sessions: { type: Number, required: true },
      provinces: { type: Number, required: true },
      days: { type: Number, required: true },
      updatedAt: { type: Date, required: true },
    },
    { collection: 'scan_norms', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true },
  ),
);
