import { understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { GrantContent, MarkContent } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { dateField, fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';

export function markFormOf(content: MarkContent): FieldValues {
  const { niceClasses, filedOn, grantedOn, expiresOn, ...same } = content;
  return {
    ...same,
    niceClasses: niceClasses.join(', '),
    filedOn: dateField(filedOn),
    grantedOn: dateField(grantedOn),
    expiresOn: dateField(expiresOn),
  };
}

const markTexts = [
  'name',
  'nameEn',
  'kind',
  'owner',
  'stage',
  'goods',
  'areaText',
  'applicationNumber',
  'certificateNumber',
  'controlBody',
  'promises',
  'doesNotPromise',
  'regulation',
  'logo',
] as const;

export function markContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    ...Object.fromEntries(markTexts.map((name) => [name, fields.text(name)])),
    communes: fields.list('communes'),
    niceClasses: fields.through('niceClasses', parseClasses) ?? [],
    filedOn: fields.date('filedOn'),
    grantedOn: fields.date('grantedOn'),
    expiresOn: fields.date('expiresOn'),
  });
  return { content, faults: fields.faults };
}

export function grantContentFrom(
  values: FieldValues,
  language: Language,
  { mark, organisation }: Pick<GrantContent, 'mark' | 'organisation'>,
): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    mark,
    organisation,
    number: fields.text('number'),
    products: fields.list('products'),
    places: fields.list('places'),
    from: fields.date('from'),
    to: fields.date('to'),
    ceiling: fields.quantity('ceiling'),
    note: fields.text('note'),
  });
  return { content, faults: fields.faults };
}

/** Classes of the Nice Agreement as people list them: `29, 30 và 31`. */
function parseClasses(typed: string): Parsed<number[]> {
  const parts = typed.split(/[\s,;.]+|và|and/u).filter((part) => part !== '');
  const classes = parts.map(Number);
  if (classes.some((one) => !Number.isInteger(one) || one < 1 || one > 45))
    return unreadable('department.fault-classes');
  return understood([...new Set(classes)].sort((a, b) => a - b));
}
