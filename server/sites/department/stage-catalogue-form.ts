import { knownStages } from '../../domain/stage-catalogue.ts';
import type { StageChoice } from '../../domain/stage-offer.ts';
import { fieldReader } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';

/** The stages of a group as fields: `order.sowing`, `quantity.sowing`, `units.sowing`, `details.sowing` and so on. */
export function catalogueFormOf(choices: readonly StageChoice[]): FieldValues {
  const fields = choices.flatMap(({ code, quantity, units, details, ...shown }, at): Field[] => [
    [`order.${code}`, String(at + 1)],
    [`quantity.${code}`, quantity],
    [`units.${code}`, [...units]],
    [`details.${code}`, details.join('\n')],
    [`isExpected.${code}`, shown.isExpected === true ? ['yes'] : []],
    [`openDetails.${code}`, (shown.openDetails ?? []).join('\n')],
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
    details: linesOf(fields.text(`details.${code}`)),
    isExpected: fields.list(`isExpected.${code}`).includes('yes'),
    openDetails: linesOf(fields.text(`openDetails.${code}`)),
  }));
  return { content: { stages }, faults: fields.faults, codes };
}

type Field = [string, string | string[]];

function linesOf(text = ''): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
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
