import { define, n, upTo } from './ai-definition.ts';
import type { Definition } from './ai-definition.ts';

const quantity = '30 31nn 32nn 35nn 36nn';

/**
 * AIs (31nn) to (36nn), measures of trade items and logistic units, and (39nn), amounts and prices. The fourth digit
 * tells where the decimal point stands, and an item has each measure once.
 */
export const measureIdentifiers = [
  ...measures('310 311 312 313 314 315 316 320 321 322 323 324 325 326 327 328 329', '01 02'),
  ...measures('330 331 332 333 334 335 336', '00 01'),
  ...measures('337', '01'),
  ...measures('340 341 342 343 344 345 346 347 348 349', '00 01'),
  ...measures('350 351 352 356 357 360 361 364 365 366', '01 02'),
  ...measures('353 354 355 362 363 367 368 369', '00 01'),
  define('3900-3909', [upTo('N', 15)], { needs: '255 8020', bars: '390n 391n 394n 8111' }),
  define('3910-3919', [n(3, 'iso4217'), upTo('N', 15)], { needs: '8020', bars: '391n' }),
  define('3920-3929', [upTo('N', 15)], {
    needs: '01+30 01+31nn 01+32nn 01+35nn 01+36nn',
    bars: '392n 393n',
  }),
  define('3930-3939', [n(3, 'iso4217'), upTo('N', 15)], { needs: quantity, bars: '393n' }),
  define('3940-3943', [n(4)], { needs: '255', bars: '394n 8111' }),
  define('3950-3955', [n(6)], { needs: quantity, bars: '392n 393n 395n 8005' }),
];

function measures(roots: string, needs: string): Definition[] {
  return roots
    .split(' ')
    .map((root) => define(`${root}0-${root}5`, [n(6)], { predefined: true, needs, bars: `${root}n` }));
}
