import { describe, expect, it } from '@jest/globals';
import { declaredLink } from '../../server/domain/link-declaration.ts';
import { linksetIn } from '../../server/domain/linkset-file.ts';
import type { DomainError } from '../../server/domain/errors.ts';
import { declarableTypes, linkTypes } from '../../server/domain/link-types.ts';

const origin = 'https://txng.example.vn';
const declared = (more: object = {}) =>
  declaredLink({ type: 'pip', href: 'https://htx.example.vn/', title: 'Đường', ...more }, origin);
const faultsOf = (more: object) => declared(more).faults.map(({ pointer, key }) => `${pointer} ${key}`);

describe('a declared link', () => {
  it('is kept as it was typed, its title trimmed, its language as a list', () => {
    expect(declared({ title: ' Đường ', language: 'vi' }).link).toEqual({
      type: 'pip',
      href: 'https://htx.example.vn/',
      title: 'Đường',
      hreflang: ['vi'],
    });
  });

  it.each([
    ['https://htx.example.vn', 'https://htx.example.vn'],
    ['https://HTX.example.vn/%C4%91?a=b#phan', 'https://HTX.example.vn/%C4%91?a=b#phan'],
    ['https://bánh.vn/kẹo dừa', 'https://xn--bnh-ela.vn/k%E1%BA%B9o%20d%E1%BB%ABa'],
  ])('to %s leads to %s', (href, kept) => {
    expect(declared({ href }).link?.href).toBe(kept);
  });

  it.each([
    ['https://txng.example.vn/01/08938505974194', 'linkset.href-round'],
    ['http://TXNG.example.vn/414/8938505970004', 'linkset.href-round'],
    ['https://txng.example.vn/t/ABC', 'linkset.href-round'],
    ['https://txng.example.vn/ehff', 'linkset.href-round'],
    ['https://htx.example.vn/#', 'linkset.href-fragment'],
    ['https://htx.example.vn/#a#b', 'linkset.href-fragment'],
    ['https://a:b@htx.example.vn/', 'linkset.href-user'],
    ['mailto:a@htx.example.vn', 'linkset.href-scheme'],
    ['', 'linkset.href-missing'],
  ])('to %s is refused: %s', (href, key) => {
    expect(faultsOf({ href })).toEqual([`/href ${key}`]);
  });

  it('may lead to another page of ours', () => {
    expect(faultsOf({ href: `${origin}/vi/nguon-goc/08938505974194` })).toEqual([]);
  });

  it('names each wrong field of the form', () => {
    expect(faultsOf({ type: 'defaultLink', href: 'x', title: '', language: 'Việt' })).toEqual([
      '/type link.type-not-declared',
      '/href linkset.href-scheme',
      '/title linkset.title',
      '/language linkset.hreflang',
    ]);
  });

  it('is of any type but the defaults and the hand-over of a prefix', () => {
    const kept = new Set<string>(declarableTypes);
    expect(linkTypes.filter((type) => !kept.has(type))).toEqual([
      'defaultLink',
      'defaultLinkMulti',
      'handledBy',
    ]);
  });
});

describe('the text of a linkset', () => {
  it('may begin with a byte order mark, and says where it stops being JSON', () => {
    expect(linksetIn('\uFEFF[]')).toEqual([]);
    const faultOf = (text: string) => {
      try {
        return linksetIn(text);
      } catch (error) {
        return (error as DomainError).faults[0];
      }
    };
    expect(faultOf('[\n {a: 1}]')).toEqual({
      pointer: '',
      key: 'link.not-json-at',
      params: { line: 2, column: 3 },
    });
    expect(faultOf('<')).toMatchObject({ key: 'link.not-json' });
  });
});
