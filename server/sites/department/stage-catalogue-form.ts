import { knownStages } from '../../domain/stage-catalogue.ts';
import type { StageChoice } from '../../domain/stage-offer.ts';
import { fieldReader } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';

/** The stages of a group as fields: `order.sowing`, `quantity.sowing`, `units.sowing`, `details.sowing`. */
export function catalogueFormOf(choices: readonly StageChoice[]): FieldValues {
  const fields = choices.flatMap(({ code, quantity, units, details }, at): [string, string | string[]][] => [
    [`order.${code}`, String(at + 1)],
    [`quantity.${code}`, quantity],
    [`units.${code}`, [...units]],
    [`details.${code}`, details.join('\n')],
  ]);
  return Object.fromEntries(fields);
}

/** Stages with a place in the list, in that order; what has none is not asked for. */
export function catalogueFrom(values: FieldValues): Typed & { codes: string[] } {
  const fields = fieldReader(values, 'vi');
  const placed = [...knownStages.keys()].flatMap((code) => {
    const place = fields.whole(`order.${code}`);
    return place === undefined ? [] : [{ code, place }];
  });
  const codes = placed.toSorted((one, other) => one.place - other.place).map(({ code }) => code);
  const stages = codes.map((code) => ({
    code,
    quantity: fields.text(`quantity.${code}`) ?? 'none',
    units: fields.list(`units.${code}`),
    details: (fields.text(`details.${code}`) ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }));
  return { content: { stages }, faults: fields.faults, codes };
}

/** `/stages/3/quantity` stands at the field of the fourth stage. */
export function placedAtStages(faults: readonly FieldText[], codes: readonly string[]): FieldText[] {
  return faults.map((fault) => {
    const [, at = '', member = ''] = /^\/stages\/(\d+)\/(\w+)/.exec(fault.pointer) ?? [];
    const code = codes[Number(at)];
    if (at === '' || code === undefined) return fault;
    return { ...fault, pointer: `/${member === 'code' ? 'order' : member}/${code}` };
  });
}
