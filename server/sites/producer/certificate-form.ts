import type { Language } from '../../locales/catalogue.ts';
import type { CertificateContent } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { dateField, fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';

export function certificateFormOf(content: CertificateContent): FieldValues {
  const { issuedOn, expiresOn, stars, isFilePublic, ...others } = content;
  return {
    ...others,
    issuedOn: dateField(issuedOn),
    expiresOn: dateField(expiresOn),
    stars: stars === undefined ? undefined : String(stars),
    isFilePublic: isFilePublic === true ? 'yes' : undefined,
  };
}

export function certificateContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    type: fields.text('type'),
    number: fields.text('number'),
    scope: fields.text('scope'),
    issuer: fields.text('issuer'),
    issuedOn: fields.date('issuedOn'),
    expiresOn: fields.date('expiresOn'),
    stars: fields.whole('stars'),
    file: fields.text('file'),
    isFilePublic: fields.text('isFilePublic') === 'yes' ? true : undefined,
    products: fields.list('products'),
    places: fields.list('places'),
  });
  return { content, faults: fields.faults };
}
