import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInVietnam, ringFault } from '../../server/domain/geometry.ts';

const square = [
  [105, 10.5],
  [105.01, 10.5],
  [105.01, 10.51],
  [105, 10.51],
  [105, 10.5],
];

describe('the outline of a piece of land', () => {
  it('is fine when its corners go round once, in either direction', () => {
    expect(ringFault(square)).toBeUndefined();
    expect(ringFault(square.toReversed())).toBeUndefined();
  });

  it('must end where it began', () => {
    expect(ringFault(square.slice(0, -1))).toBe('open');
    expect(ringFault([])).toBe('open');
  });

  it('must not cross itself, as a bow tie does', () => {
    const [a, b, c, d] = square;
    expect(ringFault([a!, c!, b!, d!, a!])).toBe('crossing');
  });

  it('must not run back over its own side, touch an earlier corner or name one twice in a row', () => {
    const [a, b, c, d] = square;
    expect(ringFault([a!, b!, c!, [105.01, 10.505], d!, a!])).toBe('crossing');
    expect(ringFault([a!, b!, c!, [105, 10.505], [104.99, 10.52], a!, d!, a!])).toBe('crossing');
    expect(ringFault([a!, b!, b!, c!, d!, a!])).toBe('crossing');
  });

  it('must enclose ground', () => {
    expect(
      ringFault([
        [105, 10],
        [105, 11],
        [105, 12],
        [105, 10],
      ]),
    ).toBe('flat');
  });

  it('may have hundreds of corners round a convex field', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 400 }), (corners) => {
        const ring = Array.from({ length: corners }, (_, at) => {
          const angle = (2 * Math.PI * at) / corners;
          return [105 + Math.cos(angle) / 100, 10 + Math.sin(angle) / 100];
        });
        return ringFault([...ring, ring[0]!]) === undefined;
      }),
      { numRuns: 15 },
    );
  });
});

describe('a position in Việt Nam', () => {
  it.each([
    ['Tịnh Biên', [104.95, 10.6]],
    ['Trường Sa', [114.33, 8.64]],
    ['Lũng Cú', [105.32, 23.36]],
  ])('includes %s', (_name, position) => {
    expect(isInVietnam(position)).toBe(true);
  });

  it('excludes the same place with its numbers exchanged, and half a position', () => {
    expect(isInVietnam([10.6, 104.95])).toBe(false);
    expect(isInVietnam([105])).toBe(false);
  });
});
