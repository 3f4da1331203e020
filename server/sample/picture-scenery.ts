import { at, block, disc, height, line, oval, shape, times, width } from './picture-parts.ts';

/** What several pictures show: sky, hills, fields, palms, people, tables, vessels. */
export function sky(top = '#cfe8ef', bottom = '#fdf3dc'): string {
  return `<defs><linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>${disc(960, 190, 74, '#f7d78a')}`;
}

/** The Seven Mountains, from far. */
export function hills(base: number): string {
  return (
    shape(
      `M0 ${base} L0 ${base - 120} Q150 ${base - 230} 300 ${base - 130} T560 ${base - 170} Q760 ${base - 330} 940 ${base - 150} T1200 ${base - 190} V${base} Z`,
      '#9cc3b4',
    ) +
    shape(
      `M0 ${base} Q140 ${base - 120} 330 ${base - 60} T700 ${base - 70} Q900 ${base - 170} 1200 ${base - 50} V${base} Z`,
      '#7db09a',
    )
  );
}

/** A river with its far bank, for the islands of Chợ Mới. */
export function river(top: number): string {
  return (
    times(16, (n) => disc(30 + n * 78, top - 8, 34 + ((n * 29) % 26), n % 2 ? '#8dbb9a' : '#7db09a')) +
    block([0, top, width, 40], '#a9d3de') +
    line(`M160 ${top + 16} h120 M520 ${top + 22} h160 M900 ${top + 14} h110`, '#d8eef2', 6)
  );
}

export function ground(top: number, colour: string, furrows?: string): string {
  const rows =
    furrows === undefined
      ? ''
      : times(9, (n) =>
          line(`M${600 + (n - 4) * 46} ${top + 4} L${600 + (n - 4) * 330} ${height}`, furrows, 10),
        );
  return block([0, top, width, height - top], colour) + rows;
}

const frond =
  line('M0 0 V-64', '#5f9a55', 6) +
  times(7, (n) =>
    at(0, -62, shape('M0 0 L-9 -50 L0 -76 L9 -50 Z', n % 2 ? '#3f8a54' : '#4f9c61'), { turn: -60 + n * 20 }),
  );

/** A thốt nốt palm; its foot at the origin, 520 high. */
export const palm =
  shape('M-13 0 Q-9 -210 -10 -400 L10 -400 Q9 -210 15 0 Z', '#7a6a58') +
  times(9, (n) => line(`M-11 ${-40 - n * 38} h22`, '#685a4b', 4)) +
  times(15, (n) => at(0, -405, frond, { turn: -125 + n * 18, scale: n % 2 ? 0.92 : 1.08 })) +
  disc(0, -405, 24, '#3f7a4b') +
  times(4, (n) => disc(-26 + n * 17, -384 + (n % 2) * 10, 13, '#4b3a52'));

/** Somebody in a conical hat; feet at the origin, 230 high. */
export function person(shirt: string, reach: 'down' | 'out' | 'up' = 'down'): string {
  const arm = {
    down: 'M26 -150 Q54 -112 46 -74',
    out: 'M24 -148 Q66 -132 96 -120',
    up: 'M24 -148 Q58 -176 66 -224',
  }[reach];
  return (
    block([-24, -86, 20, 86], '#3b4a54', 8) +
    block([4, -86, 20, 86], '#3b4a54', 8) +
    block([-34, -166, 68, 92], shirt, 26) +
    line('M-26 -150 Q-54 -112 -44 -74', shirt, 20) +
    line(arm, shirt, 20) +
    disc(0, -184, 25, '#d9a77c') +
    shape('M-58 -186 Q-30 -208 0 -238 Q30 -208 58 -186 Q0 -172 -58 -186 Z', '#ecd9a4') +
    line('M-58 -186 Q0 -172 58 -186', '#cdb377', 4)
  );
}

export function table(top = 600): string {
  return (
    block([0, top, width, height - top], '#b98c5e') +
    block([0, top, width, 16], '#cfa677') +
    times(4, (n) => line(`M0 ${top + 70 + n * 66} H${width}`, '#ab7f53', 4))
  );
}

export function wall(colour = '#f3ead9'): string {
  return block([0, 0, width, height], colour);
}

export function window(x: number, y: number): string {
  return (
    block([x, y, 220, 200], '#d8c6a3', 8) +
    block([x + 14, y + 14, 192, 172], '#cfe8ef') +
    shape(`M${x + 14} ${y + 186} v-40 q60 -50 110 -8 t82 -12 v60 z`, '#7db09a') +
    line(`M${x + 110} ${y + 14} v172 M${x + 14} ${y + 100} h192`, '#d8c6a3', 10)
  );
}

export function steam(colour = '#ffffff'): string {
  return `<g opacity=".75">${times(3, (n) =>
    line(`M${(n - 1) * 70} 0 q-34 -50 0 -96 t0 -96`, colour, 22 - Math.abs(n - 1) * 5),
  )}</g>`;
}

/** A round basket with its rim centred at the origin. */
export function basket(rim: number): string {
  const depth = rim * 0.85;
  return (
    shape(
      `M${-rim} 0 Q${-rim * 0.85} ${depth} ${-rim * 0.5} ${depth} H${rim * 0.5} Q${rim * 0.85} ${depth} ${rim} 0 Z`,
      '#c9964f',
    ) +
    times(4, (n) =>
      line(
        `M${-rim * (0.93 - n * 0.06)} ${depth * (0.22 + n * 0.2)} H${rim * (0.93 - n * 0.06)}`,
        '#ad7c3b',
        7,
      ),
    ) +
    oval(0, 0, [rim, rim * 0.24], '#a87636') +
    oval(0, 0, [rim * 0.9, rim * 0.18], '#8f622b')
  );
}

/** A crate, its upper left corner at the origin. */
export function crate(colour: string, shade: string): string {
  return (
    block([0, 0, 300, 150], colour, 10) +
    times(3, (n) => block([22, 20 + n * 42, 256, 22], shade, 8)) +
    block([-8, -10, 316, 26], shade, 10)
  );
}

export function carton(text: string): string {
  return (
    block([0, 0, 260, 190], '#d9b382', 6) +
    block([110, 0, 40, 190], '#cba06b') +
    block([30, 66, 200, 84], '#fffdf6', 8) +
    text
  );
}
