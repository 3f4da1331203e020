import type { BatchHold } from '../domain/batch-hold.ts';
import type { CalendarDate, CertificateContent, Quantity } from '../platform/contract-types.ts';

/**
 * What the public may know of a batch, or of a product, ready to be shown: everything a page needs in one
 * document, free of personal data, in both languages where words are ours.
 */
export interface Origin {
  /** The path of the printed code without its first slash: `01/08938505970013/10/L1`. */
  path: string;
  /** GTIN or internal code. */
  code: string;
  isGs1: boolean;
  /** null on the page of a product. */
  lot: string | null;
  verdict: Verdict;
  sample: boolean;
  name: string;
  nameEnglish: string | null;
  description: string | null;
  warning: string | null;
  producer: string;
  pictures: Picture[];
  /** The nine fields of Decree 37/2026/NĐ-CP Article 23(5), in its order. */
  fields: OriginField[];
  stages: OriginStage[];
  /** Required stages that nobody told, by the place in the journey where they are missed. */
  gaps: OriginGap[];
  /** Published lots that it was made from: one step back. */
  inputs: OriginInput[];
  certificates: OriginCertificate[];
  marks: OriginMark[];
  /** The moment up to which changes are in (ISO 8601, UTC). */
  asOf: string;
}

/** `on` is the day from which it holds; reasons are in the words of the officer. */
export type Verdict =
  | { kind: 'approved'; on: CalendarDate }
  | { kind: 'expired'; on: CalendarDate }
  | ({ kind: Exclude<BatchHold, 'none'>; on: CalendarDate; reason: string } & Afterwards);

/** What became of a decision against a batch since; absent in what earlier releases left. */
interface Afterwards {
  /** Of a suspension: until when its producer explains (ISO 8601, UTC), and when it did. */
  answerBy?: string;
  answeredAt?: string;
  /** Of a recall: its public notice, and the day on which it was closed. */
  notice?: { number: string; closedOn: CalendarDate | null };
}

/** One picture in the widths there are, ascending; width and height are those of the widest. */
export interface Picture {
  width: number;
  height: number;
  sources: { src: string; width: number }[];
}

/** Who stands for a fact: the producer who declared it, or the department that appraised it. */
export interface Says {
  says: 'declared' | 'checked';
  on: CalendarDate;
}

export const fieldKeys = [
  'name',
  'picture',
  'producer',
  'address',
  'origin',
  'events',
  'brand',
  'expiry',
  'standards',
] as const;
export type FieldKey = (typeof fieldKeys)[number];

/** A missing fact is named: nobody gave it, or it is known only once the lot is. */
export type OriginField =
  | ({ key: FieldKey; missing: false; values: FieldValue[] } & Says)
  | { key: FieldKey; missing: 'not-given' | 'needs-lot' };

export type FieldValue =
  | { kind: 'text'; text: string }
  | { kind: 'english'; text: string }
  | { kind: 'former-address'; text: string }
  | { kind: 'brand'; text: string }
  | { kind: 'mark'; text: string }
  | { kind: 'lot'; text: string }
  | { kind: 'produced'; date: CalendarDate }
  | { kind: 'packed'; date: CalendarDate }
  | { kind: 'expires'; date: CalendarDate }
  | { kind: 'shelf-life'; days: number }
  | { kind: 'pictures'; count: number }
  | { kind: 'events'; count: number; from: CalendarDate; to: CalendarDate };

/** Nobody is named here: who works somewhere is personal data, and who stands for it is the producer above. */
export interface OriginStage extends Says {
  /** The kind of stage, a key of the stage catalogue. */
  stage: string;
  /** As the clerk gave it: a date, or a date and time, in Vietnam. */
  startedAt: string;
  endedAt: string | null;
  place: string | null;
  quantity: Quantity | null;
  details: { name: string; value: string }[];
  temperature: { lowest: string; highest: string } | null;
  result: 'conformant' | 'non_conformant' | null;
  /** In their smallest width only. */
  pictures: Picture[];
}

export interface OriginGap {
  stage: string;
  /** It belongs before the stage of this index; the number of stages for the end. */
  at: number;
}

/** A lot that went in, as its own page shows it. */
export interface OriginInput {
  path: string;
  name: string;
  nameEnglish: string | null;
  lot: string;
  producer: string;
  verdict: Verdict['kind'];
  stages: Pick<OriginStage, 'stage' | 'startedAt' | 'endedAt'>[];
}

export interface OriginCertificate extends Says {
  type: CertificateContent['type'];
  number: string;
  scope: string;
  issuer: string;
  issuedOn: CalendarDate;
  expiresOn: CalendarDate | null;
  stars: number | null;
  isExpired: boolean;
  /** The paper itself, where its holder lets anyone see it. */
  file?: string;
}

/** A mark that may stand on these goods today, with what it does and does not mean. */
export interface OriginMark {
  /** In the public register. */
  id: string;
  grantId: string;
  /** The picture of the mark; its file is open to anyone. */
  logo: string | null;
  name: string;
  nameEnglish: string | null;
  kind: 'collective' | 'certification' | 'geographical-indication';
  owner: string;
  controlBody: string | null;
  certificateNumber: string | null;
  grantNumber: string;
  since: CalendarDate;
  until: CalendarDate;
  promises: string;
  doesNotPromise: string;
}
