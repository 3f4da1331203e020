import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differences } from '../../server/domain/difference.ts';
import { pointerTo, valueAt } from '../../server/domain/json-pointer.ts';

describe('differences of two versions', () => {
  it('are named field by field, what was added without a before, what was removed without an after', () => {
    const before = { name: 'A', brand: 'B', quantity: { value: '1', unit: 'KGM' } };
    const after = { name: 'A', note: 'N', quantity: { value: '2', unit: 'KGM' } };
    expect(differences(before, after)).toEqual([
      { pointer: '/brand', before: 'B' },
      { pointer: '/quantity/value', before: '1', after: '2' },
      { pointer: '/note', after: 'N' },
    ]);
  });

  it('take a list of ids as one field', () => {
    expect(differences({ images: ['a', 'b'] }, { images: ['b', 'a', 'c'] })).toEqual([
      { pointer: '/images', before: ['a', 'b'], after: ['b', 'a', 'c'] },
    ]);
  });

  it('recognise a stage by its id, so that one put in between changes nothing else', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, who: `${id}1` }));
    expect(differences({ stages: [a, c] }, { stages: [a, b, { ...c, who: 'c2' }] })).toEqual([
      { pointer: '/stages/1', after: b },
      { pointer: '/stages/2/who', before: 'c1', after: 'c2' },
    ]);
    expect(differences({ stages: [a, b] }, { stages: [b] })).toEqual([{ pointer: '/stages/0', before: a }]);
  });

  it('compare objects without an id whole', () => {
    const [tcvn, tccs] = [{ number: 'TCVN 1' }, { number: 'TCCS 2' }];
    expect(differences({ standards: [tcvn] }, { standards: [tccs, tcvn] })).toEqual([
      { pointer: '/standards/0', after: tccs },
    ]);
    expect(differences({ standards: [tcvn, tccs] }, { standards: [tccs, tcvn] })).toEqual([
      { pointer: '/standards', before: [tcvn, tccs], after: [tccs, tcvn] },
    ]);
  });

  it('are none between equals, some between others, and each points at what it tells', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(differences(before, structuredClone(before))).toEqual([]);
        const found = differences({ it: before }, { it: after });
        const same = JSON.stringify({ it: before }) === JSON.stringify({ it: after });
        if (same) expect(found).toEqual([]);
        for (const one of found) {
          if (one.after !== undefined) expect(valueAt({ it: after }, one.pointer)).toEqual(one.after);
          else expect(valueAt({ it: before }, one.pointer)).toEqual(one.before);
        }
      }),
    );
  });
});

describe('a JSON Pointer', () => {
  it('reads names with slashes and tildes', () => {
    expect(valueAt({ 'a/b': [{ '~c': 7 }] }, '/a~1b/0/~0c')).toBe(7);
  });

  it('names nothing where nothing is, not even what every object inherits', () => {
    expect(valueAt({ a: 1 }, '/a/b')).toBeUndefined();
    expect(valueAt({}, '/constructor')).toBeUndefined();
    expect(valueAt(['a'], '/1')).toBeUndefined();
  });

  it('finds where a text stands', () => {
    expect(pointerTo({ place: 'p', certificates: ['x', 'y'] }, 'y')).toBe('/certificates/1');
    expect(pointerTo({ place: 'p' }, 'z')).toBe('');
  });
});
