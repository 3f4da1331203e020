import { rightOfUse } from '../domain/mark-right.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { BatchFacts, OriginFacts, RightFacts, StageFacts } from './origin-facts.ts';
import type { OriginCertificate, OriginMark, OriginStage } from './origin.ts';

/**
 * What the producer made public, in the order in which it happened. The department received this log with the dossier
 * but saw none of it happen: a stage is the producer's word, since the day it was recorded.
 */
export function originStages({ batch, organisation }: OriginFacts): OriginStage[] {
  if (!batch) return [];
  const isHousehold = organisation.content.kind === 'household';
  return shownStages(batch.stages).map(({ content, recordedAt, place }) => ({
    stage: content.stage,
    startedAt: content.startedAt,
    endedAt: content.endedAt ?? null,
    // Who works in a household is personal data; its name stands above as the producer's.
    who: isHousehold ? null : content.who,
    place: place && `${place.content.name}, ${place.address}`,
    quantity: content.quantity ?? null,
    details: content.details ?? [],
    says: 'declared',
    on: dateInVietnam(new Date(recordedAt)),
  }));
}

export function shownStages(stages: readonly StageFacts[]): StageFacts[] {
  return stages
    .filter(({ content }) => content.isPublic)
    .sort((a, b) => compare(a.content.startedAt, b.content.startedAt));
}

export function originCertificates({ certificates, now }: OriginFacts): OriginCertificate[] {
  const today = dateInVietnam(now);
  return certificates.map(({ content, at }) => ({
    type: content.type,
    number: content.number,
    scope: content.scope,
    issuer: content.issuer,
    issuedOn: content.issuedOn,
    expiresOn: content.expiresOn ?? null,
    stars: content.stars ?? null,
    isExpired: content.expiresOn !== undefined && content.expiresOn < today,
    says: 'checked',
    on: dateInVietnam(at),
  }));
}

export function originMarks(facts: OriginFacts): OriginMark[] {
  return liveRights(facts).map(({ id, content, mark, owner }) => ({
    id: content.mark,
    name: mark.name,
    logo: mark.logo ?? null,
    nameEnglish: mark.nameEn ?? null,
    kind: mark.kind,
    owner,
    controlBody: mark.controlBody ?? null,
    certificateNumber: mark.certificateNumber ?? null,
    grantId: id,
    grantNumber: content.number ?? '',
    since: content.from,
    until: content.to,
    promises: mark.promises,
    doesNotPromise: mark.doesNotPromise,
  }));
}

/**
 * A batch shows the marks that it claims and that were lawful on the day it was made and still are today;
 * a product shows those its producer may use today.
 */
export function liveRights({ rights, batch, product, now }: OriginFacts): RightFacts[] {
  const uses = [...(batch ? [useOf(batch)] : []), { place: null, on: dateInVietnam(now) }];
  const claimed = batch ? rights.filter(({ id }) => batch.content.grants.includes(id)) : rights;
  return claimed.filter(({ content, state, mark, memberships }) =>
    uses.every(
      (use) =>
        rightOfUse({
          grant: { ...content, state },
          mark: { ...mark, id: content.mark },
          organisation: product.organisation,
          product: product.id,
          memberships,
          ...use,
        }).live,
    ),
  );
}

/** The place counts on the day the goods were made there: an area changed since takes nothing from them. */
function useOf({ content: { producedOn, place: id }, place }: BatchFacts) {
  const found = place && {
    id,
    communeCode: place.content.address.communeCode,
    geometry: place.content.geometry,
  };
  return { place: found, on: producedOn };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
