import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

describe('the syntax core', () => {
  it('keeps its budget of 400 lines: reading, checking and building of elements and Digital Links', () => {
    const folder = path.resolve(import.meta.dirname, '../../../server/domain/identifiers');
    const core = [
      'element-syntax',
      'element-check',
      'digital-link-syntax',
      'digital-link-build',
      'percent-encoding',
    ];
    const lines = core.map(
      (name) => readFileSync(path.join(folder, `${name}.ts`), 'utf8').split('\n').length - 1,
    );
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(400);
  });
});
