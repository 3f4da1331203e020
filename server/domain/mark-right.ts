import { grantStateOn } from './grant-state.ts';
import type { GrantState } from './grant-state.ts';
import { isInside } from './mark-area.ts';
import type { Located, MarkArea } from './mark-area.ts';

export const markStages = ['idea', 'plan', 'dossier', 'filed', 'published', 'examined', 'granted'] as const;
export type MarkStage = (typeof markStages)[number];

export type MarkKind = 'collective' | 'certification' | 'geographical-indication';

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
export interface ProtectedMark extends MarkArea {
  id: string;
  kind: MarkKind;
  stage: MarkStage;
  grantedOn?: string | undefined;
  expiresOn?: string | undefined;
}

/** From the day of joining up to the day of leaving, which no longer counts. */
export interface Membership {
  joinedOn: string;
  leftOn?: string | undefined;
}

interface Use {
  grant: GrantedRight;
  mark: ProtectedMark;
  /** When the user belonged to the mark's collective. */
  memberships: readonly Membership[];
  organisation: string;
  product: string;
  /** null where no place is in question, as on the page of a product. */
  place: (Located & { id: string }) | null;
  /** The day on which the mark is used. */
  on: string;
}

export type WhyNotLive =
  | 'mark-not-granted'
  | 'mark-expired'
  | `grant-${Exclude<GrantState, 'granted'>}`
  | 'too-early'
  | 'not-a-member'
  | 'other-mark'
  | 'other-organisation'
  | 'other-product'
  | 'other-place'
  | 'outside-area';

export type RightOfUse = { live: true } | { live: false; reasons: WhyNotLive[] };

/**
 * Whether a mark may stand on these goods: a protection title in force, and a live grant that matches producer,
 * product, place and day. A collective mark is for members only (art. 142(2)), its owner included.
 */
export function rightOfUse(use: Use): RightOfUse {
  const reasons = [...againstTitle(use), ...againstGrant(use), ...againstMatch(use)];
  return reasons.length === 0 ? { live: true } : { live: false, reasons };
}

export function isMemberOn(memberships: readonly Membership[], on: string): boolean {
  return memberships.some(({ joinedOn, leftOn }) => joinedOn <= on && (leftOn === undefined || on < leftOn));
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

function againstMatch({ grant, mark, memberships, organisation, product, place, on }: Use): WhyNotLive[] {
  const found: [WhyNotLive, boolean][] = [
    ['not-a-member', mark.kind === 'collective' && !isMemberOn(memberships, on)],
    ['other-mark', grant.mark !== mark.id],
    ['other-organisation', grant.organisation !== organisation],
    ['other-product', !grant.products.includes(product)],
    ['other-place', place !== null && grant.places.length > 0 && !grant.places.includes(place.id)],
    ['outside-area', place !== null && !isInside(mark, place, on)],
  ];
  return found.filter(([, isAgainst]) => isAgainst).map(([reason]) => reason);
}
