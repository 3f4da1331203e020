import { at, block, disc, line, oval, picture, shape, times } from './picture-parts.ts';
import {
  basket,
  carton,
  crate,
  ground,
  hills,
  person,
  sky,
  steam,
  table,
  wall,
  window,
} from './picture-scenery.ts';

/** The leaf of the chúc: two blades one behind the other. */
const leaf =
  line('M0 0 V-16', '#4a7a3d', 8) +
  shape('M0 -14 Q-46 -50 0 -92 Q46 -50 0 -14 Z', '#3f8a45') +
  shape('M0 -88 Q-62 -140 0 -206 Q62 -140 0 -88 Z', '#4f9c50') +
  line('M0 -14 V-190', '#2f7038', 4);

/** Its fruit: green, round and knobbly. */
const fruit =
  times(16, (n) => {
    const turn = (n / 16) * Math.PI * 2;
    return disc(Math.round(Math.cos(turn) * 68), Math.round(Math.sin(turn) * 66), 18, '#5c8f2f');
  }) +
  disc(0, 0, 72, '#6fa338') +
  times(13, (n) =>
    disc(-46 + ((n * 37) % 96), -48 + ((n * 53) % 100), 9 + (n % 3) * 3, n % 2 ? '#86b84c' : '#5c8f2f'),
  ) +
  oval(-26, -34, [22, 14], '#a9d070') +
  shape('M-10 -66 Q0 -88 14 -68 Z', '#4a6b2a');

const half =
  disc(0, 0, 76, '#5c8f2f') +
  disc(0, 0, 66, '#f4f2cf') +
  disc(0, 0, 56, '#d8e29a') +
  times(9, (n) => at(0, 0, line('M0 0 V-56', '#f4f2cf', 6), { turn: n * 40 })) +
  disc(0, 0, 9, '#f4f2cf');

const tree =
  line('M0 0 V-120', '#7a6a58', 22) +
  line('M0 -70 L40 -120 M0 -90 L-40 -140', '#7a6a58', 12) +
  disc(-66, -170, 78, '#3f8a45') +
  disc(66, -164, 80, '#478f49') +
  disc(0, -226, 92, '#4f9c50') +
  times(8, (n) => disc(-92 + n * 26, -150 - ((n * 47) % 80), 13, '#a9d070'));

const bottle = (liquid: string) =>
  block([-34, -250, 68, 66], '#2b2f33', 10) +
  block([-24, -190, 48, 26], '#5f6c70') +
  shape(
    'M-26 -170 H26 Q84 -150 84 -104 V60 Q84 84 60 84 H-60 Q-84 84 -84 60 V-104 Q-84 -150 -26 -170 Z',
    liquid,
  ) +
  block([-84, -84, 168, 120], '#fffdf6') +
  at(0, -24, fruit, { scale: 0.52 }) +
  line('M-62 -140 V-100', '#ffffff66', 12);

const still =
  block([-150, 60, 300, 130], '#a4593c', 16) +
  shape('M-60 190 Q-60 110 0 110 T60 190 Z', '#f2a73b') +
  shape('M-140 70 V-70 Q-140 -190 0 -200 Q140 -190 140 -70 V70 Z', '#c77f4a') +
  oval(0, 66, [140, 26], '#b06d3c') +
  line('M-140 -40 Q0 -10 140 -40', '#b06d3c', 8) +
  line('M0 -190 Q20 -260 120 -250 L380 -150 V-60', '#c77f4a', 30) +
  block([300, -90, 170, 190], '#8fb3c4', 14) +
  line('M330 -50 h110 M330 -10 h110 M330 30 h110', '#6f97a9', 12) +
  line('M385 100 V140', '#c77f4a', 20);

const bundle =
  times(7, (n) => at(0, 0, leaf, { turn: -48 + n * 16 })) + block([-20, -34, 40, 26], '#c9964f', 8);

export const chucPictures = {
  'chuc-fruit': () =>
    picture(
      wall('#eef3e2'),
      table(600),
      at(
        600,
        560,
        times(3, (n) => at(-150 + n * 150, 0, leaf, { turn: -40 + n * 40, scale: 1.3 })),
      ),
      at(360, 640, fruit, { scale: 1.5 }),
      at(610, 600, fruit, { scale: 1.7 }),
      at(850, 660, half, { scale: 1.4 }),
    ),
  'chuc-leaf': () =>
    picture(
      wall('#eef3e2'),
      table(560),
      times(3, (n) => at(330 + n * 270, 760, bundle, { scale: 1.35, turn: -14 + n * 14 })),
    ),
  'chuc-oil': () =>
    picture(
      wall('#eef3e2'),
      table(640),
      at(420, 620, bottle('#9aa843'), { scale: 1.5 }),
      at(720, 660, bottle('#c2b452'), { scale: 1.15 }),
      at(930, 690, fruit, { scale: 1.1 }),
      at(1060, 770, half),
      at(240, 760, leaf, { turn: -60, scale: 1.2 }),
    ),
  'chuc-orchard': () =>
    picture(
      sky(),
      hills(560),
      ground(560, '#a8c272', '#98b364'),
      times(5, (n) => at(140 + n * 230, 620, tree, { scale: 0.62 })),
      times(4, (n) => at(160 + n * 300, 790, tree, { scale: 1.05 })),
    ),
  'chuc-planting': () =>
    picture(
      sky('#d6ebe6', '#fdf3dc'),
      hills(540),
      ground(540, '#b08d62', '#a17f56'),
      times(
        5,
        (n) =>
          at(200 + n * 200, 760, leaf, { scale: 0.6 + n * 0.05 }) +
          oval(200 + n * 200, 764, [70, 16], '#8c6a45'),
      ),
      at(940, 640, tree, { scale: 0.5 }),
      at(500, 690, person('#b5653a', 'out'), { scale: 1.2 }),
      at(800, 670, person('#2f7d5c'), { scale: 1.1 }),
    ),
  'chuc-harvest': () =>
    picture(
      sky(),
      hills(560),
      ground(560, '#a8c272', '#98b364'),
      at(300, 760, tree, { scale: 1.9 }),
      at(600, 800, person('#2f7d5c', 'out'), { scale: 1.5 }),
      at(880, 690, basket(170)),
      times(5, (n) => at(780 + n * 52, 670 - (n % 2) * 26, fruit, { scale: 0.5 })),
    ),
  'chuc-grading': () =>
    picture(
      wall('#edf1e6'),
      window(120, 90),
      at(820, 760, person('#2f7d5c'), { scale: 1.7 }),
      table(640),
      times(3, (n) =>
        at(
          120 + n * 340,
          640,
          times(4, (m) => at(50 + m * 68, -14, fruit, { scale: 0.52 - n * 0.06 })) +
            crate('#5b8fb0', '#487a99'),
        ),
      ),
    ),
  distilling: () =>
    picture(
      wall('#e9ece0'),
      window(900, 90),
      block([0, 720, 1200, 180], '#9a8468'),
      at(420, 560, still, { scale: 1.2 }),
      at(880, 800, bottle('#c2b452'), { scale: 0.62 }),
      at(420, 250, steam(), { scale: 0.5 }),
      at(
        150,
        780,
        times(4, (n) => at(n * 30, 0, leaf, { turn: -60 + n * 34, scale: 0.7 })),
      ),
      at(1060, 820, person('#2f7d5c'), { scale: 1.4 }),
    ),
  'chuc-packing': () =>
    picture(
      wall('#edf1e6'),
      table(620),
      times(2, (n) => at(150 + n * 320, 430, carton(at(130, 108, fruit, { scale: 0.44 })), { scale: 1.05 })),
      at(310, 236, carton(at(130, 108, fruit, { scale: 0.44 }))),
      at(
        840,
        470,
        times(4, (n) => at(50 + n * 68, -14, fruit, { scale: 0.5 })) + crate('#5b8fb0', '#487a99'),
      ),
      times(4, (n) => at(640 + n * 110, 730, fruit, { scale: 0.6 })),
    ),
} satisfies Record<string, () => string>;
