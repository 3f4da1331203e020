import type {
  BatchContent,
  CertificateContent,
  Geometry,
  OrganisationContent,
  PlaceContent,
  ProductContent,
  RecallContent,
  RefuseDecision,
  ReturnDecision,
  StageContent,
} from '../platform/contract-types.ts';
import type { PictureName } from './pictures.ts';

/** A producer with its records as they shall stand; records name each other by their keys here. */
export interface SampleProducer {
  key: string;
  organisation: OrganisationContent;
  people: { login: string; name: string };
  places: Record<string, PlaceContent & Left>;
  products: Record<string, Omit<ProductContent, 'images'> & { images: PictureName[] } & Left>;
  certificates: Record<string, SampleCertificate>;
  batches: SampleBatch[];
}

/** How far a record has come; approved where nothing is said. */
interface Left {
  left?: 'draft' | 'waiting';
}

/** Days count from the day of the first start: `issued` ago, `expires` ahead (negative: has expired). */
export type SampleCertificate = Omit<CertificateContent, 'issuedOn' | 'expiresOn' | 'file'> & {
  issued: number;
  expires?: number;
} & Left;

export type SampleBatch = Omit<
  BatchContent,
  'lot' | 'producedOn' | 'packedOn' | 'expiresOn' | 'images' | 'grants'
> & {
  /** Before the day of production: `TN` becomes `TN261102`. */
  lot: string;
  /** Days ago. */
  produced: number;
  /** Days after production. */
  packed?: number;
  images?: PictureName[];
  /** Claims the sample mark. */
  claimsMark?: boolean;
  stages: SampleStage[];
  stamps?: SampleStamps;
  outcome: Outcome;
};

/** How many of the labels, each time counted from where the one before ends. */
export interface SampleStamps {
  count: number;
  printed: number;
  misprints: number;
  active: number;
}

/** A batch planted before: whose, its lot's prefix, days ago, and how much of it was used. */
export interface SampleInput {
  producer: string;
  lot: string;
  produced: number;
  quantity: NonNullable<StageContent['quantity']>;
}

/** `day` counts from the day of production; times of day as the clerk wrote them down. */
export type SampleStage = Pick<StageContent, 'stage' | 'place' | 'who' | 'quantity' | 'note'> & {
  inputs?: SampleInput[];
  day: number;
  from: string;
  to?: string;
  details?: [name: string, value: string][];
  images?: PictureName[];
  isPublic?: boolean;
};

/** What has become of a batch. */
export type Outcome =
  | 'draft'
  | 'waiting'
  | 'approved'
  | 'closed'
  /** With `answer` the producer has written that note and submitted again. */
  | { returned: ReturnDecision; answer?: string }
  | { refused: RefuseDecision }
  | { suspended: string }
  | { recalled: Omit<RecallContent, 'batches'> };

/** An outline around a point: a field is no rectangle. */
export function outline(longitude: number, latitude: number): Geometry {
  const corners: [number, number][] = [
    [-0.0011, -0.0007],
    [0.0009, -0.0009],
    [0.0013, 0.0004],
    [0.0002, 0.001],
    [-0.0012, 0.0006],
    [-0.0011, -0.0007],
  ];
  const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    type: 'Polygon',
    coordinates: [corners.map(([east, north]) => [rounded(longitude + east), rounded(latitude + north)])],
  };
}
