import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../server/domain/errors.ts';
import { parse, parseText } from '../../server/platform/contracts.ts';
import type { ContractName } from '../../server/platform/contracts.ts';

const address = { communeCode: '30526' };

function faultsOf(name: ContractName, data: unknown): string[] {
  try {
    parse(name, data);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.faults.map(({ pointer, key }) => `${pointer} ${key}`);
  }
}

describe('a contract', () => {
  it('names every unknown field, not only the first', () => {
    const place = {
      name: 'Lò',
      kind: 'workshop',
      address: { ...address, $ne: 1 },
      ownerId: '1',
      $where: '1',
    };
    expect(faultsOf('PlaceContent', place).sort()).toEqual([
      '/$where errors.unknown-field',
      '/address/$ne errors.unknown-field',
      '/ownerId errors.unknown-field',
    ]);
  });

  it('names every missing and every wrong field at once', () => {
    expect(faultsOf('PlaceContent', { kind: 'palace', address: { communeCode: 'x' } }).sort()).toEqual([
      '/address/communeCode geography.commune-code',
      '/kind errors.not-one-of',
      '/name errors.required',
    ]);
  });

  it('says one thing a field', () => {
    const pointers = faultsOf('PlaceContent', { name: { $ne: 1 }, kind: 3, address }).map(
      (fault) => fault.split(' ')[0],
    );
    expect(pointers.sort()).toEqual(['/kind', '/name']);
  });

  it('never refuses without a fault', () => {
    for (const geometry of [{}, { type: 'Circle' }, 7, { type: 'Point', coordinates: [1] }]) {
      expect(faultsOf('PlaceContent', { name: 'Lò', kind: 'workshop', address, geometry })).not.toEqual([]);
    }
  });

  it('reads numbers out of text only where all values are text', () => {
    expect(parseText('RecordQuery', { limit: '5' })).toMatchObject({ limit: 5 });
    expect(faultsOf('RecordQuery', { limit: '5' })).toEqual(['/limit errors.wrong-type']);
  });

  it('leaves the data it was given as they are', () => {
    const query = {};
    expect(parse('RecordQuery', query)).not.toBe(query);
    expect(query).toEqual({});
  });
});
