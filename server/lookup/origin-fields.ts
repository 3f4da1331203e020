import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { OriginFacts } from './origin-facts.ts';
import { standardText } from './standard-text.ts';
import type { FieldKey, FieldValue, OriginField, OriginMark, OriginStage, Says } from './origin.ts';

interface Parts {
  marks: OriginMark[];
  stages: OriginStage[];
}

/**
 * The nine facts that a scan must lead to at least (Decree 37/2026/NĐ-CP Article 23(5) a–i, 23(11)), each with who
 * stands for it and since when. What the department can hold against papers is checked, on the day it approved the
 * record; the log of stages is the producer's word.
 */
export function originFields(facts: OriginFacts, parts: Parts): OriginField[] {
  return [
    nameField(facts),
    pictureField(facts),
    given('producer', [text(facts.organisation.content.name)], checkedIn(facts.organisation)),
    addressField(facts),
    given('origin', [text(facts.product.content.originStatement)], checkedIn(facts.product)),
    eventsField(facts, parts),
    brandField(facts, parts),
    expiryField(facts),
    standardsField(facts),
  ];
}

function nameField({ product }: OriginFacts): OriginField {
  const { name, nameEn } = product.content;
  const english: FieldValue[] = nameEn === undefined ? [] : [{ kind: 'english', text: nameEn }];
  return given('name', [text(name), ...english], checkedIn(product));
}

function pictureField({ product, batch, pictures }: OriginFacts): OriginField {
  const count = pictures.length;
  if (count === 0) return { key: 'picture', missing: 'not-given' };
  const source = product.content.images.length > 0 ? product : (batch ?? product);
  return given('picture', [{ kind: 'pictures', count }], checkedIn(source));
}

function addressField({ organisation }: OriginFacts): OriginField {
  const { formerAddress } = organisation.content.address;
  const former: FieldValue[] =
    formerAddress === undefined ? [] : [{ kind: 'former-address', text: formerAddress }];
  return given('address', [text(organisation.address), ...former], checkedIn(organisation));
}

/** The producer's own log: declared, as of its last entry. */
function eventsField({ batch }: OriginFacts, { stages }: Parts): OriginField {
  if (!batch) return { key: 'events', missing: 'needs-lot' };
  const days = stages.map(({ startedAt }) => startedAt.slice(0, 10)).sort();
  const recorded = stages.map(({ on }) => on).sort();
  const [from, to, on] = [days[0], days.at(-1), recorded.at(-1)];
  if (from === undefined || to === undefined || on === undefined) {
    return { key: 'events', missing: 'not-given' };
  }
  return given('events', [{ kind: 'events', count: stages.length, from, to }], { says: 'declared', on });
}

function brandField({ product, batch }: OriginFacts, { marks }: Parts): OriginField {
  const values: FieldValue[] = [
    ...(product.content.brand === undefined ? [] : [{ kind: 'brand' as const, text: product.content.brand }]),
    ...marks.map(({ name }) => ({ kind: 'mark' as const, text: name })),
    ...(batch ? [{ kind: 'lot' as const, text: batch.content.lot }] : []),
  ];
  if (values.length === 0) return { key: 'brand', missing: 'needs-lot' };
  return given('brand', values, checkedIn(batch ?? product));
}

function expiryField({ product, batch }: OriginFacts): OriginField {
  const { shelfLifeDays } = product.content;
  const shelfLife: FieldValue[] =
    shelfLifeDays === undefined ? [] : [{ kind: 'shelf-life', days: shelfLifeDays }];
  if (!batch) {
    return shelfLife.length > 0
      ? given('expiry', shelfLife, checkedIn(product))
      : { key: 'expiry', missing: 'needs-lot' };
  }
  const { producedOn, packedOn, expiresOn } = batch.content;
  const expires: FieldValue[] = expiresOn === undefined ? shelfLife : [{ kind: 'expires', date: expiresOn }];
  if (expires.length === 0) return { key: 'expiry', missing: 'not-given' };
  const packed: FieldValue[] = packedOn === undefined ? [] : [{ kind: 'packed', date: packedOn }];
  return given('expiry', [...expires, { kind: 'produced', date: producedOn }, ...packed], checkedIn(batch));
}

function standardsField({ product }: OriginFacts): OriginField {
  const values = product.content.standards.map((standard) => text(standardText(standard)));
  if (values.length === 0) return { key: 'standards', missing: 'not-given' };
  return given('standards', values, checkedIn(product));
}

function given(key: FieldKey, values: FieldValue[], says: Says): OriginField {
  return { key, missing: false, values, ...says };
}

function checkedIn({ at }: { at: Date }): Says {
  return { says: 'checked', on: dateInVietnam(at) };
}

function text(value: string): FieldValue {
  return { kind: 'text', text: value };
}
