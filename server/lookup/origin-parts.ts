import { rightOfUse } from '../domain/mark-right.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { BatchFacts, OriginFacts, RightFacts } from './origin-facts.ts';
import type { OriginCertificate, OriginMark } from './origin.ts';

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
    ...(content.isFilePublic === true && content.file !== undefined && { file: content.file }),
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
