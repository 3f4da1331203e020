import { describe, expect, it } from '@jest/globals';
import { rules } from '../../../server/domain/identifiers/ai-rules.ts';
import type { RuleName } from '../../../server/domain/identifiers/ai-definition.ts';

const cases: [rule: RuleName, right: string[], wrong: [text: string, code: string, at: number][]][] = [
  ['csum', ['08938505974194', '8938505970004'], [['8938505970005', 'check-digit', 12]]],
  [
    'csumalpha',
    ['1987654Ad4X4bL5ttr2310c2K'],
    [
      ['1987654Ad4X4bL5ttr2310cXK', 'value-pair', 23],
      ['2', 'value-pair', 0],
    ],
  ],
  [
    'gcppos1',
    ['8938X'],
    [
      ['89A8', 'value-prefix', 2],
      ['893', 'value-prefix', 3],
    ],
  ],
  ['gcppos2', ['08938505974194'], [['0893A', 'value-prefix', 4]]],
  [
    'yymmdd',
    ['240229', '991231'],
    [
      ['250229', 'value-day', 4],
      ['271200', 'value-day', 4],
      ['270001', 'value-month', 2],
    ],
  ],
  [
    'yymmd0',
    ['271200', '000229'],
    [
      ['271301', 'value-month', 2],
      ['270431', 'value-day', 4],
    ],
  ],
  [
    'yyyymmdd',
    ['20000229', '19991231'],
    [
      ['19000229', 'value-day', 6],
      ['20261301', 'value-month', 4],
    ],
  ],
  [
    'hhmi',
    ['0000', '2359'],
    [
      ['2400', 'value-time', 0],
      ['2360', 'value-time', 2],
    ],
  ],
  ['hh', ['23'], [['24', 'value-time', 0]]],
  ['mi', ['59'], [['60', 'value-time', 0]]],
  ['ss', ['59'], [['60', 'value-time', 0]]],
  [
    'iso3166',
    ['704'],
    [
      ['999', 'value-list', 0],
      ['001', 'value-list', 0],
    ],
  ],
  ['iso3166999', ['704', '999'], [['000', 'value-list', 0]]],
  [
    'iso3166alpha2',
    ['VN'],
    [
      ['vn', 'value-list', 0],
      ['XX', 'value-list', 0],
    ],
  ],
  ['iso4217', ['704'], [['000', 'value-list', 0]]],
  ['iso5218', ['0', '9'], [['3', 'value-list', 0]]],
  [
    'iban',
    ['DE91100000000123456789', 'MT90MALT011000012345MTLCAST001SABC'],
    [
      ['BE71096123456760', 'value-list', 2],
      ['BE71', 'value-list', 0],
      ['LC14BOSLxx3456789012345678901230', 'value-list', 8],
    ],
  ],
  [
    'pcenc',
    ['S%E1%BB%9F', 'A+B'],
    [
      ['A%B', 'value-percent', 1],
      ['A%2', 'value-percent', 1],
    ],
  ],
  ['latitude', ['1800000000'], [['1800000001', 'value-list', 0]]],
  ['longitude', ['3600000000'], [['3600000001', 'value-list', 0]]],
  [
    'mediatype',
    ['01', '10', '80'],
    [
      ['00', 'value-list', 0],
      ['11', 'value-list', 0],
    ],
  ],
  ['packagetype', ['8', 'BGE'], [['0', 'value-list', 0]]],
  ['importeridx', ['-', 'z'], [['.', 'value-list', 0]]],
  ['hyphen', ['-'], [['+', 'value-list', 0]]],
  ['yesno', ['0', '1'], [['2', 'value-list', 0]]],
  ['winding', ['0', '9'], [['2', 'value-list', 0]]],
  ['zero', ['0'], [['1', 'value-list', 0]]],
  ['nonzero', ['010'], [['000', 'value-list', 0]]],
  ['nozeroprefix', ['0', '10'], [['01', 'value-list', 0]]],
  ['hasnondigit', ['1A'], [['11', 'value-list', 0]]],
  [
    'pieceoftotal',
    ['0102', '0202'],
    [
      ['0001', 'value-piece', 0],
      ['0302', 'value-piece', 0],
      ['0000', 'value-piece', 0],
    ],
  ],
  [
    'posinseqslash',
    ['1/2', '9/9'],
    [
      ['2/1', 'value-piece', 0],
      ['0/1', 'value-piece', 0],
      ['12/', 'value-piece', 0],
    ],
  ],
  [
    'couponcode',
    ['012345612345615110123', '01234561234561511012332712319' + '1001'],
    [
      ['0123456', 'value-list', 0],
      ['712345671234561511012', 'value-list', 0],
    ],
  ],
  [
    'couponposoffer',
    ['001234561234560123456'],
    [
      ['201234561234560123456', 'value-list', 0],
      ['0012345612345601234567', 'value-list', 0],
    ],
  ],
];

describe('the tests of content', () => {
  it.each(cases)('%s', (name, right, wrong) => {
    expect(right.map((text) => [text, rules[name](text)])).toEqual(right.map((text) => [text, undefined]));
    const faults = wrong.map(([text]) => {
      const fault = rules[name](text);
      return [text, fault?.code, fault?.at];
    });
    expect(faults).toEqual(wrong);
  });

  it('are all tried here', () => {
    expect(cases.map(([name]) => name).sort()).toEqual(Object.keys(rules).sort());
  });
});
