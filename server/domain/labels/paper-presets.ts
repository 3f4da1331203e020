import type { Paper } from './paper.ts';

const a4 = { width: 210, height: 297 };

/** Stock that stationers in Viet Nam sell, by columns × rows and size; named by what stands on the packet. */
export const paperPresets = {
  'a4-24-70x37': sheet([3, 8], [70, 37], { left: 0, top: 0.5 }),
  'a4-21-63x38': sheet([3, 7], [63.5, 38.1], { left: 7.25, top: 15.15 }, { x: 66, y: 38.1 }),
  'a4-40-48x25': sheet([4, 10], [48.5, 25.4], { left: 8, top: 21.5 }),
  'a4-65-38x21': sheet([5, 13], [38.1, 21.2], { left: 4.75, top: 10.7 }, { x: 40.6, y: 21.2 }),
  'a4-8-105x74': sheet([2, 4], [105, 74], { left: 0, top: 0.5 }),
  'a4-48-square-25': sheet([6, 8], [25, 25], { left: 17.5, top: 27.5 }, { x: 30, y: 31 }),
  'a4-24-round-40': round(sheet([4, 6], [40, 40], { left: 16, top: 13.5 }, { x: 46, y: 46 })),
  'roll-30x20': roll(30, 20),
  'roll-40x30': roll(40, 30),
  'roll-50x30': roll(50, 30),
  'roll-60x40': roll(60, 40),
  'roll-100x50': roll(100, 50),
} as const satisfies Record<string, Paper>;

export type PaperPreset = keyof typeof paperPresets;
export const paperPresetNames = Object.keys(paperPresets) as PaperPreset[];

function sheet(
  [columns, rows]: [number, number],
  [width, height]: [number, number],
  margin: Paper['margin'],
  pitch: Paper['pitch'] = { x: width, y: height },
): Paper {
  return { page: a4, margin, columns, rows, pitch, label: { width, height }, shape: 'rectangle' };
}

function round(paper: Paper): Paper {
  return { ...paper, shape: 'round' };
}

function roll(width: number, height: number): Paper {
  const label = { width, height };
  return {
    page: label,
    margin: { top: 0, left: 0 },
    columns: 1,
    rows: 1,
    pitch: { x: width, y: height },
    label,
    shape: 'rectangle',
  };
}
