import { describe, expect, it } from '@jest/globals';
import { languages } from '../../server/locales/catalogue.ts';
import { contractSchemas } from '../../server/platform/contracts.ts';
import { translate } from '../../server/platform/i18n.ts';
import type { FieldKind } from '../../server/sites/shared/field-definition.ts';
import { fieldAt, fieldLabel, fieldsOf } from '../../server/sites/shared/field-labels.ts';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
}

const contents: Record<FieldKind, string> = {
  organisation: 'OrganisationContent',
  place: 'PlaceContent',
  product: 'ProductContent',
  certificate: 'CertificateContent',
  batch: 'BatchContent',
  stage: 'StageContent',
  mark: 'MarkContent',
  grant: 'GrantContent',
};
const kinds = Object.keys(contents) as FieldKind[];

/** Every property of a contract as a pointer, with its schema; quantities and shapes on the map are one value. */
function leaves(schema: Schema, at = ''): { pointer: string; schema: Schema }[] {
  if (schema.$ref === 'Quantity' || schema.$ref === 'Geometry') return [{ pointer: at, schema }];
  if (schema.$ref !== undefined) return leaves(contractSchemas()[schema.$ref] as Schema, at);
  if (schema.items) return [{ pointer: at, schema }, ...leaves(schema.items, `${at}/0`)];
  if (!schema.properties) return [{ pointer: at, schema }];
  return Object.entries(schema.properties).flatMap(([name, part]) => leaves(part, `${at}/${name}`));
}

const all = kinds.flatMap((kind) => leaves({ $ref: contents[kind] }).map((leaf) => ({ kind, ...leaf })));

describe('the words of fields', () => {
  it.each(languages)('name every property of every content contract (%s)', (language) => {
    const nameless = all.filter(({ kind, pointer }) => {
      const label = fieldLabel(kind, pointer);
      return label === undefined || translate[language](label).trim() === '';
    });
    expect(nameless).toEqual([]);
  });

  it.each(languages)('name every choice a contract offers (%s)', (language) => {
    const offered = all.flatMap(({ kind, pointer, schema }) =>
      (schema.enum ?? []).map((value) => ({ kind, pointer, value })),
    );
    expect(offered.length).toBeGreaterThan(20);
    for (const { kind, pointer, value } of offered) {
      const word = fieldAt(kind, pointer)?.choices?.[value];
      expect({ kind, pointer, value, word: word && translate[language](word) }).toMatchObject({
        word: expect.stringMatching(/./),
      });
    }
  });

  it('name nothing that no contract has', () => {
    const known = new Set(all.map(({ kind, pointer }) => `${kind} ${pointer.slice(1).replaceAll('0', '*')}`));
    const strange = kinds.flatMap((kind) =>
      fieldsOf(kind)
        .filter(({ path }) => !path.startsWith('stages') && !known.has(`${kind} ${path}`))
        .map(({ path }) => `${kind} ${path}`),
    );
    expect(strange).toEqual([]);
    expect(fieldLabel('product', '/noSuchThing')).toBeUndefined();
  });

  it('find the field that a part belongs to', () => {
    expect(fieldAt('batch', '/quantity/value')?.path).toBe('quantity');
    expect(fieldAt('batch', '/stages/12/images/3')?.path).toBe('stages/*/images');
    expect(fieldAt('product', '/standards/0/number')?.label).toBe('record.product-standard-number');
    expect(fieldAt('batch', '')).toBeUndefined();
  });
});
