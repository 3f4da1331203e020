import type { BatchHold } from '../domain/batch-hold.ts';
import type { GrantState } from '../domain/grant-state.ts';
import type { LinkPart } from '../domain/identifiers/digital-link.ts';
import type { Membership } from '../domain/mark-right.ts';
import type { Suspension } from '../domain/suspension.ts';
import type { OfferedStage } from '../domain/stage-offer.ts';
import type { StandingEvent } from '../features/events/stage-reader.ts';
import type { InForce } from '../ledger/record-service.ts';
import type {
  BatchContent,
  CertificateContent,
  GrantContent,
  MarkContent,
  OrganisationContent,
  PlaceContent,
  ProductContent,
  StageContent,
} from '../platform/contract-types.ts';
import type { OriginInput, Picture } from './origin.ts';

export type OrganisationFacts = InForce<OrganisationContent, { address: string }>;
export type PlaceFacts = InForce<PlaceContent, { address: string; locationCode: string }>;
export type ProductFacts = InForce<ProductContent, { key: LinkPart }>;
export type CertificateFacts = InForce<CertificateContent>;
export type BatchFacts = InForce<
  BatchContent,
  { hold: Hold; timeline: TimelineFacts; place: PlaceFacts | null }
>;

export interface Hold {
  state: BatchHold;
  reason: string | null;
  at: Date | null;
  suspensions: readonly Suspension[];
  recall: { number: string; closedOn: string | null } | null;
}

/** A stage as it was frozen into the approved version, with its place as approved. Machines may not say where. */
export interface StageFacts {
  id: string;
  recordedAt: string;
  content: Omit<StageContent, 'place'> & { place?: string };
  place: Pick<PlaceFacts, 'content' | 'address' | 'locationCode'> | null;
  pictures: Picture[];
  /** The event it was told by, as stored. */
  event: StandingEvent;
}

/** What a journey is made of. */
export interface TimelineFacts {
  stages: readonly StageFacts[];
  /** The stages of the product group, as the department settled them. */
  catalogue: readonly OfferedStage[];
  inputs: OriginInput[];
  /** Where the lots lie that the journey names, published or not. */
  inputPaths: string[];
}

/** A right of use that names the product, whatever has become of it. */
export interface RightFacts {
  id: string;
  state: GrantState;
  content: GrantContent;
  mark: MarkContent;
  /** When the holder belonged to the mark's collective. */
  memberships: readonly Membership[];
  owner: string;
}

/** All that goes into one origin: what is approved, and what has been decided since. */
export interface OriginFacts {
  product: ProductFacts;
  organisation: OrganisationFacts;
  /** null for the origin of the product itself. */
  batch: BatchFacts | null;
  certificates: CertificateFacts[];
  rights: RightFacts[];
  pictures: Picture[];
  now: Date;
}
