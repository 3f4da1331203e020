import type { Language } from '../../locales/catalogue.ts';
import type { StageContent } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { fieldReader, given, quantityFields, timeField } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';

/** `names` are the particulars the catalogue asks for at this stage, in its order: details.0, details.1 … */
export function stageFormOf(
  content: StageContent,
  names: readonly string[],
  language: Language,
): FieldValues {
  const { startedAt, endedAt, isPublic, quantity, details = [], ...others } = content;
  const told = names.map((name, index) => [
    `details.${index}`,
    details.find((detail) => detail.name === name)?.value,
  ]);
  return {
    ...others,
    ...quantityFields('quantity', quantity, language),
    startedAt: timeField(startedAt),
    endedAt: timeField(endedAt),
    isPublic: isPublic ? 'yes' : 'no',
    ...(Object.fromEntries(told) as FieldValues),
  };
}

export function stageContentFrom(values: FieldValues, names: readonly string[], language: Language): Typed {
  const fields = fieldReader(values, language);
  const details = names.flatMap((name, index) => {
    const value = fields.text(`details.${index}`);
    return value === undefined ? [] : [{ name, value }];
  });
  const content = given({
    stage: fields.text('stage'),
    startedAt: fields.time('startedAt'),
    endedAt: fields.time('endedAt'),
    place: fields.text('place'),
    who: fields.text('who'),
    quantity: fields.quantity('quantity'),
    details: details.length > 0 ? details : undefined,
    note: fields.text('note'),
    images: fields.list('images'),
    isPublic: fields.text('isPublic') !== 'no',
  });
  return { content, faults: fields.faults };
}
