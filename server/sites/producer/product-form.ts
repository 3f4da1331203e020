import { parseGtin } from '../../domain/identifiers/gtin.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { ProductContent } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { fieldReader, given, quantityFields } from '../shared/field-reader.ts';
import type { FieldReader, Typed } from '../shared/field-reader.ts';

export const mostStandards = 12;
const standardParts = ['kind', 'number', 'title'] as const;

export function productFormOf(content: ProductContent, language: Language): FieldValues {
  const { netContent, shelfLifeDays, standards, images, gtin, ...texts } = content;
  const rows = standards.flatMap((standard, row) =>
    standardParts.map((part) => [`standards.${row}.${part}`, standard[part]] as const),
  );
  return {
    ...texts,
    images,
    code: gtin === undefined ? 'own' : 'gtin',
    gtin,
    ...quantityFields('netContent', netContent, language),
    shelfLifeDays: shelfLifeDays === undefined ? undefined : formatNumber(String(shelfLifeDays), language),
    ...Object.fromEntries(rows),
  };
}

export function productContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    name: fields.text('name'),
    nameEn: fields.text('nameEn'),
    group: fields.text('group'),
    gtin: gtinFrom(fields),
    brand: fields.text('brand'),
    netContent: fields.quantity('netContent'),
    originStatement: fields.text('originStatement'),
    description: fields.text('description'),
    shelfLifeDays: fields.whole('shelfLifeDays'),
    warning: fields.text('warning'),
    images: fields.list('images'),
    standards: filledRows(values).map((row) => standardFrom(fields, row)),
  });
  return { content, faults: fields.faults };
}

/** Rows left blank between others are closed up, so that a fault's pointer names the row that is shown. */
export function withoutGaps(values: FieldValues): FieldValues {
  const others = Object.entries(values).filter(([name]) => !name.startsWith('standards.'));
  const rows = filledRows(values).flatMap((from, to) =>
    standardParts.map((part) => [`standards.${to}.${part}`, values[`standards.${from}.${part}`]] as const),
  );
  return Object.fromEntries([...others, ...rows]);
}

/** The rows a form shows: what is filled in and three more, or as many as were asked for. */
export function rowsShown(values: FieldValues, asked: number): number {
  return Math.min(mostStandards, Math.max(3, filledRows(values).length, Number.isInteger(asked) ? asked : 0));
}

function filledRows(values: FieldValues): number[] {
  const { text } = fieldReader(values, 'vi');
  return Array.from({ length: mostStandards }, (_, row) => row).filter((row) =>
    standardParts.some((part) => text(`standards.${row}.${part}`) !== undefined),
  );
}

function standardFrom(fields: FieldReader, row: number): object {
  return given(
    Object.fromEntries(standardParts.map((part) => [part, fields.text(`standards.${row}.${part}`)])),
  );
}

/** Whoever says to have a GTIN has to give it. */
function gtinFrom(fields: FieldReader): string | undefined {
  if (fields.text('code') !== 'gtin') return undefined;
  const gtin = fields.through('gtin', parseGtin);
  if (fields.text('gtin') === undefined) fields.faults.push({ pointer: '/gtin', key: 'errors.required' });
  return gtin;
}
