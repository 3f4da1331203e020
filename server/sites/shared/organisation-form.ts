import { parseGln } from '../../domain/identifiers/gln.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { OrganisationContent } from '../../platform/contract-types.ts';
import type { FieldValues } from './form-state.ts';
import { fieldReader, given } from './field-reader.ts';
import type { Typed } from './field-reader.ts';
import { addressFields, addressFrom } from './address-form.ts';

export function organisationFormOf(content: OrganisationContent): FieldValues {
  const { address, contact = {}, ...texts } = content;
  return {
    ...texts,
    ...addressFields(address),
    'contact.person': contact.person,
    'contact.phone': contact.phone,
    'contact.email': contact.email,
  };
}

export function organisationContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const contact = given({
    person: fields.text('contact.person'),
    phone: fields.text('contact.phone'),
    email: fields.text('contact.email'),
  });
  const content = given({
    name: fields.text('name'),
    nameEn: fields.text('nameEn'),
    shortName: fields.text('shortName'),
    kind: fields.text('kind'),
    taxCode: fields.text('taxCode'),
    gln: fields.through('gln', parseGln),
    website: fields.text('website'),
    address: addressFrom(fields),
    contact: Object.keys(contact).length > 0 ? contact : undefined,
  });
  return { content, faults: fields.faults };
}
