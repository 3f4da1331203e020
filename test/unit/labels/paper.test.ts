import { describe, expect, it } from '@jest/globals';
import { labelAt, labelsOnPage, pagesFor } from '../../../server/domain/labels/paper.ts';
import type { Paper } from '../../../server/domain/labels/paper.ts';
import { paperFaults } from '../../../server/domain/labels/paper-rules.ts';
import { paperPresetNames, paperPresets } from '../../../server/domain/labels/paper-presets.ts';

const paper = paperPresets['a4-24-70x37'];
const pointers = (changed: Partial<Paper>) =>
  paperFaults({ ...paper, ...changed }).map(({ pointer }) => pointer);

describe('label paper', () => {
  it.each(paperPresetNames)('the preset %s can be cut and printed', (name) => {
    expect(paperFaults(paperPresets[name])).toEqual([]);
  });

  it('names the measure to change where labels overlap or leave the page', () => {
    expect(pointers({ pitch: { x: 60, y: 37 } })).toEqual(['/pitch/x']);
    expect(pointers({ pitch: { x: 70, y: 30 } })).toEqual(['/pitch/y']);
    expect(pointers({ columns: 4 })).toEqual(['/columns']);
    expect(pointers({ rows: 9 })).toEqual(['/rows']);
    expect(pointers({ label: { width: 211, height: 37 }, columns: 1 })).toEqual(['/label/width']);
    expect(pointers({ label: { width: 70, height: 300 }, rows: 1 })).toEqual(['/label/height']);
    expect(pointers({ shape: 'round' })).toEqual(['/label/height']);
  });

  it('fills row by row, shifted as a whole to suit the printer', () => {
    expect(labelAt(paper, 0, { x: 0, y: 0 })).toEqual({ x: 0, y: 0.5 });
    const shifted = labelAt(paper, 4, { x: -0.3, y: 1.2 });
    expect([shifted.x.toFixed(2), shifted.y.toFixed(2)]).toEqual(['69.70', '38.70']);
  });

  it('counts the pages of a job that begins on a used sheet', () => {
    expect(labelsOnPage(paper)).toBe(24);
    expect([1, 5, 24].map((startAt) => pagesFor(paper, { count: 24, startAt }))).toEqual([1, 2, 2]);
  });
});
