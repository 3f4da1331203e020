import { grantStateOn } from './grant-state.ts';
import type { GrantState } from './grant-state.ts';

export const markStages = ['idea', 'plan', 'dossier', 'filed', 'published', 'examined', 'granted'] as const;
export type MarkStage = (typeof markStages)[number];

export function isAtLeast(stage: MarkStage, least: MarkStage): boolean {
  return markStages.indexOf(stage) >= markStages.indexOf(least);
}

/** What the rule reads of a grant. No places means all of the organisation's. */
export interface GrantedRight {
  mark: string;
  organisation: string;
  products: readonly string[];
  places: readonly string[];
  from: string;
  to: string;
  state: GrantState;
}

/** What the rule reads of a mark. A geographical indication never expires (Law 50/2005 art. 93(7)). */
export interface ProtectedMark {
  id: string;
  stage: MarkStage;
  grantedOn?: string | undefined;
  expiresOn?: string | undefined;
}

interface Use {
  grant: GrantedRight;
  mark: ProtectedMark;
  organisation: string;
  product: string;
  /** null where no place is in question, as on the page of a product. */
  place: string | null;
  /** The day on which the mark is used. */
  on: string;
}

export const whyNotLive = [
  'mark-not-granted',
  'mark-expired',
  'grant-applied',
  'grant-suspended',
  'grant-revoked',
  'grant-expired',
  'too-early',
  'other-mark',
  'other-organisation',
  'other-product',
  'other-place',
] as const;
export type WhyNotLive = (typeof whyNotLive)[number];

export type RightOfUse = { live: true } | { live: false; reasons: WhyNotLive[] };

/**
 * Whether a mark may stand on these goods: a protection title in force, and a live grant that matches producer,
 * product, place and day. A collective mark is for members only (art. 142(2)): the grant is the proof of
 * membership, so there is no other way to it, not even for its owner.
 */
export function rightOfUse(use: Use): RightOfUse {
  const reasons = [...againstTitle(use), ...againstGrant(use), ...againstMatch(use)];
  return reasons.length === 0 ? { live: true } : { live: false, reasons };
}

function againstTitle({ mark, on }: Use): WhyNotLive[] {
  if (mark.stage !== 'granted' || on < (mark.grantedOn ?? '')) return ['mark-not-granted'];
  return mark.expiresOn !== undefined && on > mark.expiresOn ? ['mark-expired'] : [];
}

function againstGrant({ grant, on }: Use): WhyNotLive[] {
  const state = grantStateOn(grant, on);
  if (state !== 'granted') return [`grant-${state}`];
  return on < grant.from ? ['too-early'] : [];
}

function againstMatch({ grant, mark, organisation, product, place }: Use): WhyNotLive[] {
  const found: [WhyNotLive, boolean][] = [
    ['other-mark', grant.mark !== mark.id],
    ['other-organisation', grant.organisation !== organisation],
    ['other-product', !grant.products.includes(product)],
    ['other-place', place !== null && grant.places.length > 0 && !grant.places.includes(place)],
  ];
  return found.filter(([, isAgainst]) => isAgainst).map(([reason]) => reason);
}
