import { formatNumber, parseNumber } from '../../domain/vietnamese-format.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { StageContent } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { fieldReader, given, quantityFields, timeField } from '../shared/field-reader.ts';
import type { FieldReader, Typed } from '../shared/field-reader.ts';

/** Lots that went in: so many have a line in the form; more come over the machine interface. */
export const inputRows = [0, 1, 2, 3] as const;

/** `names` are the particulars the catalogue asks for at this stage, in its order: details.0, details.1 … */
export function stageFormOf(
  content: StageContent,
  names: readonly string[],
  language: Language,
): FieldValues {
  const {
    startedAt,
    endedAt,
    isPublic,
    quantity,
    details = [],
    inputs = [],
    temperature,
    ...others
  } = content;
  const told = names.map((name, index) => [
    `details.${index}`,
    details.find((detail) => detail.name === name)?.value,
  ]);
  const lots = inputs.map(({ code, quantity: amount }, at) => ({
    [`inputs.${at}.code`]: code,
    ...quantityFields(`inputs.${at}.quantity`, amount, language),
  }));
  return {
    ...others,
    ...quantityFields('quantity', quantity, language),
    startedAt: timeField(startedAt),
    endedAt: timeField(endedAt),
    isPublic: isPublic ? 'yes' : 'no',
    ...(Object.fromEntries(told) as FieldValues),
    ...(Object.fromEntries(lots.flatMap((lot) => Object.entries(lot))) as FieldValues),
    ...(temperature && {
      'temperature.lowest': formatNumber(temperature.lowest, language),
      'temperature.highest': formatNumber(temperature.highest, language),
    }),
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
    inputs: inputsIn(fields),
    temperature: temperatureIn(fields, language),
    container: withoutGaps(fields.text('container')),
    partner: withoutGaps(fields.text('partner')),
    partnerPlace: withoutGaps(fields.text('partnerPlace')),
    ...textsIn(fields, ['sourceLot', 'document', 'run', 'result', 'certificate']),
  });
  return { content, faults: fields.faults };
}

function inputsIn(fields: FieldReader): object[] | undefined {
  const inputs = inputRows.flatMap((at) => {
    const code = fields.text(`inputs.${at}.code`) ?? fields.text(`inputs.${at}.lot`);
    return code === undefined ? [] : [given({ code, quantity: fields.quantity(`inputs.${at}.quantity`) })];
  });
  return inputs.length > 0 ? inputs : undefined;
}

function temperatureIn(fields: FieldReader, language: Language): object | undefined {
  const number = (name: string) => fields.through(name, (typed) => parseNumber(typed, language));
  const lowest = number('temperature.lowest');
  const highest = number('temperature.highest');
  return lowest === undefined && highest === undefined ? undefined : given({ lowest, highest });
}

function withoutGaps(digits: string | undefined): string | undefined {
  return digits?.replace(/[\s\p{Pd}]/gu, '');
}

function textsIn(fields: FieldReader, names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, fields.text(name)]));
}
