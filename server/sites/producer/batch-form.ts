import { parseLot } from '../../domain/identifiers/lot.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { BatchContent, BatchTemplate } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { dateField, fieldReader, given, quantityFields } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';

/** A batch, or what a new one starts with. */
export function batchFormOf(content: BatchTemplate & Partial<BatchContent>, language: Language): FieldValues {
  const { quantity, producedOn, packedOn, expiresOn, ...others } = content;
  return {
    ...others,
    ...quantityFields('quantity', quantity, language),
    producedOn: dateField(producedOn),
    packedOn: dateField(packedOn),
    expiresOn: dateField(expiresOn),
  };
}

export function batchContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    product: fields.text('product'),
    lot: fields.through('lot', parseLot),
    quantity: fields.quantity('quantity'),
    producedOn: fields.date('producedOn'),
    packedOn: fields.date('packedOn'),
    expiresOn: fields.date('expiresOn'),
    place: fields.text('place'),
    certificates: fields.list('certificates'),
    grants: fields.list('grants'),
    images: fields.list('images'),
    note: fields.text('note'),
  });
  return { content, faults: fields.faults };
}
