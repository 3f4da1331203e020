/**
 * What the department stands for towards other systems: one record version as plain data (texts, numbers,
 * lists), the same for every national gateway. It is frozen into the outbox at approval, so that delivery
 * never has to read the records again. A fact that is missing is null, never left out.
 */
export type CanonicalRecord = OrganisationRecord | ProductRecord | BatchRecord;

export const canonicalKinds = ['organisation', 'product', 'batch'] as const;
export type CanonicalKind = (typeof canonicalKinds)[number];

/** Current, or why it must not be relied on. Withdrawn: it should never have been there, or is no longer made. */
export const recordStates = ['current', 'suspended', 'recalled', 'withdrawn'] as const;
export type RecordState = (typeof recordStates)[number];

interface RecordHead {
  /** Ours, and the same at every gateway for good. */
  id: string;
  version: number;
  /** Where everybody can read it. */
  publicUrl: string;
  state: RecordState;
  /** Why it is not current, in words for the public. */
  stateReason: string | null;
}

export interface OrganisationRecord extends RecordHead {
  kind: 'organisation';
  name: string;
  /** Co-operative, household business, company…, in words. */
  type: string;
  taxCode: string | null;
  gln: string | null;
  address: string;
  communeCode: string | null;
  phone: string | null;
  email: string | null;
}

export interface ProductRecord extends RecordHead {
  kind: 'product';
  organisation: string;
  name: string;
  nameEnglish: string | null;
  /** 14 digits, or null where the product has an internal code only. */
  gtin: string | null;
  internalCode: string | null;
  group: string | null;
  brand: string | null;
  description: string | null;
  /** A decimal as text. */
  netContent: string | null;
  /** UN/ECE Recommendation 20. */
  netContentUnit: string | null;
  shelfLife: string | null;
  origin: string | null;
  standards: string[];
  /** Public addresses of JPEG or PNG files. */
  pictures: string[];
}

/**
 * A batch with its stages. It carries all nine fields of Decree 37/2026/NĐ-CP Article 23(5) by itself:
 * product name (a), picture (b), producer's name (c) and address (d), origin (đ), tracking events with their
 * times (e), brand, mark, lot (g), expiry (h), standards and technical regulations applied (i).
 */
export interface BatchRecord extends RecordHead {
  kind: 'batch';
  product: string;
  organisation: string;
  productName: string;
  gtin: string | null;
  internalCode: string | null;
  pictures: string[];
  producerName: string;
  producerAddress: string;
  origin: string | null;
  stages: StageRecord[];
  brand: string | null;
  marks: string[];
  lot: string;
  expiryDate: string | null;
  standards: string[];
  quantity: string;
  unit: string;
  productionDate: string | null;
  harvestDate: string | null;
  place: PlaceRecord | null;
  certificates: CertificateRecord[];
}

export const stageKinds = [
  'growing',
  'harvest',
  'processing',
  'packing',
  'storage',
  'transport',
  'distribution',
  'retail',
] as const;
export type StageKind = (typeof stageKinds)[number];

/** A critical tracking event: what happened, who did it, where, and when (an instant in ISO 8601, UTC). */
export interface StageRecord {
  id: string;
  kind: StageKind;
  name: string;
  at: string;
  who: string;
  place: PlaceRecord | null;
  details: string | null;
  pictures: string[];
}

export interface PlaceRecord {
  code: string | null;
  name: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  /** Planting-area or packing-house code. */
  officialCode: string | null;
}

export interface CertificateRecord {
  kind: string;
  number: string;
  issuer: string;
  validFrom: string | null;
  validTo: string | null;
}

/** How a record is named where records of several kinds meet, as in the outbox: `batch:665f…`. */
export function recordName(kind: CanonicalKind, id: string): string {
  return `${kind}:${id}`;
}
