import { at, block, disc, line, oval, picture, shape, times } from './picture-parts.ts';
import {
  basket,
  carton,
  crate,
  ground,
  hills,
  person,
  river,
  sky,
  table,
  wall,
  window,
} from './picture-scenery.ts';

/** A husked young ear, its tip upwards, 200 high. */
const ear =
  shape('M-24 90 Q-32 -20 0 -110 Q32 -20 24 90 Q0 104 -24 90 Z', '#f3d872') +
  times(7, (n) =>
    line(`M${n * 2.4 - 20} ${78 - n * 24} q${20 - n * 2.4} 12 ${40 - n * 4.8} 0`, '#dfbb4a', 5),
  ) +
  shape('M-24 88 Q0 104 24 88 L18 104 Q0 114 -18 104 Z', '#c7d58a');

const husked =
  shape('M-26 96 Q-58 -10 -6 -120 Q30 -20 26 96 Z', '#7fae4e') +
  shape('M26 96 Q58 -10 6 -120 Q-8 -20 -8 96 Z', '#95c062') +
  times(5, (n) => line(`M0 -116 q${-16 + n * 8} -22 ${-24 + n * 12} -40`, '#e0c27a', 4));

const stalk =
  line('M0 0 V-300', '#6d9a3e', 14) +
  times(5, (n) => {
    const y = -40 - n * 54;
    return n % 2
      ? shape(`M0 ${y} Q70 ${y - 90} 150 ${y - 10} Q70 ${y - 50} 0 ${y + 14} Z`, '#6aa545')
      : shape(`M0 ${y} Q-70 ${y - 90} -150 ${y - 10} Q-70 ${y - 50} 0 ${y + 14} Z`, '#5b9640');
  }) +
  at(14, -150, husked, { scale: 0.42, turn: 24 }) +
  times(5, (n) => line(`M0 -298 q${-16 + n * 8} -30 ${-30 + n * 15} -52`, '#d9b55a', 5));

const seedling =
  shape('M0 0 Q-34 -40 -60 -30 Q-30 -14 0 6 Z', '#6aa545') +
  shape('M0 0 Q34 -46 62 -34 Q30 -14 0 6 Z', '#7cb552') +
  line('M0 4 V-30', '#6d9a3e', 7);

const tray =
  block([0, 0, 360, 220], '#ffffff', 22) +
  block([14, 14, 332, 192], '#e6efe9', 16) +
  times(8, (n) => at(48 + n * 38, 116, ear, { scale: 0.84 })) +
  block([120, 150, 120, 50], '#0b6b3a', 8) +
  block([136, 168, 88, 12], '#ffffff', 6);

const truck =
  block([0, 0, 520, 290], '#f4f7f7', 16) +
  block([0, 190, 520, 28], '#6aa545') +
  at(260, 104, ear, { scale: 0.7, turn: 40 }) +
  at(300, 104, ear, { scale: 0.7, turn: -20 }) +
  shape('M530 290 V70 H640 Q676 74 700 150 L720 180 V290 Z', '#2f6f8f') +
  shape('M560 96 H636 Q656 100 672 160 H560 Z', '#cfe8ef') +
  block([-10, 282, 740, 26], '#3b4a54', 8) +
  [110, 420, 630].map((x) => disc(x, 312, 52, '#2b2f33') + disc(x, 312, 22, '#c9ced0')).join('');

export const babyCornPictures = {
  'corn-ears': () =>
    picture(
      wall('#f3f1dc'),
      table(580),
      oval(600, 730, [440, 84], '#fffdf6'),
      oval(600, 720, [380, 64], '#eef3e2'),
      times(7, (n) => at(370 + n * 76, 640 - Math.abs(n - 3) * -10, ear, { turn: -42 + n * 14, scale: 1.5 })),
    ),
  'corn-tray': () =>
    picture(
      wall('#f3f1dc'),
      table(600),
      at(170, 420, tray, { scale: 1.25 }),
      at(680, 500, tray, { scale: 1.15 }),
      at(1000, 830, husked, { scale: 0.7, turn: 70 }),
    ),
  'corn-sowing': () =>
    picture(
      sky(),
      river(470),
      ground(500, '#b08d62', '#a17f56'),
      times(3, (row) =>
        times(7, (n) => at(120 + n * 160 + row * 20, 600 + row * 110, seedling, { scale: 0.5 + row * 0.22 })),
      ),
      at(860, 760, person('#c2513c', 'out'), { scale: 1.4 }),
      at(330, 690, person('#2f6f8f'), { scale: 1.1 }),
    ),
  'corn-field': () =>
    picture(
      sky('#cfe8ef', '#f7f3d4'),
      river(470),
      ground(500, '#93b45a'),
      times(9, (n) => at(60 + n * 136, 640, stalk, { scale: 0.74 })),
      times(7, (n) => at(100 + n * 170, 830, stalk, { scale: 1.15 })),
    ),
  'corn-care': () =>
    picture(
      sky(),
      ground(470, '#93b45a'),
      times(8, (n) => at(80 + n * 150, 640, stalk, { scale: 0.78 })),
      at(560, 800, person('#2f6f8f', 'out'), { scale: 1.6 }),
      block([470, 560, 70, 110], '#e0b13f', 16),
      line('M700 610 L780 590', '#3b4a54', 12),
      times(12, (n) => disc(810 + (n % 4) * 34, 560 + Math.floor(n / 4) * 36 + (n % 2) * 10, 6, '#cfe8ef')),
      times(2, (n) => at(180 + n * 830, 850, stalk, { scale: 1.1 })),
    ),
  'corn-harvest': () =>
    picture(
      sky(),
      ground(480, '#93b45a'),
      times(8, (n) => at(80 + n * 150, 650, stalk, { scale: 0.8 })),
      at(380, 810, person('#c2513c', 'out'), { scale: 1.6 }),
      times(6, (n) => at(650 + n * 56, 650, husked, { turn: -36 + n * 14, scale: 0.9 })),
      at(790, 690, basket(220)),
    ),
  'corn-husking': () =>
    picture(
      wall('#eef0ea'),
      window(130, 90),
      at(460, 740, person('#5b8fb0'), { scale: 1.6 }),
      at(860, 740, person('#5b8fb0'), { scale: 1.6 }),
      table(600),
      times(7, (n) => at(160 + n * 56, 640 + (n % 2) * 50, husked, { turn: 60 + n * 9, scale: 0.9 })),
      times(8, (n) => at(700 + n * 52, 680 + (n % 2) * 46, ear, { turn: -24 + n * 5, scale: 0.9 })),
    ),
  'corn-cold-room': () =>
    picture(
      wall('#dfeaf0'),
      block([0, 740, 1200, 160], '#b9cad3'),
      times(
        2,
        (row) =>
          block([90, 360 + row * 270, 1020, 20], '#8fa3a8') +
          times(3, (n) =>
            at(
              120 + n * 335,
              220 + row * 270,
              times(5, (m) => at(44 + m * 52, -6, ear, { scale: 0.5 })) + crate('#79b0c9', '#659db7'),
            ),
          ),
      ),
      block([990, 60, 150, 90], '#ffffff', 12),
      line('M1064 78 v54 M1040 92 l48 27 M1040 119 l48 -27', '#5b8fb0', 8),
    ),
  'corn-packing': () =>
    picture(
      wall('#eef0ea'),
      at(390, 740, person('#5b8fb0', 'out'), { scale: 1.7 }),
      table(600),
      times(3, (n) => at(70 + n * 250, 600, tray, { scale: 0.66 })),
      at(790, 410, carton(at(130, 108, ear, { scale: 0.36, turn: 60 })), { scale: 1.1 }),
      at(820, 220, carton(at(130, 108, ear, { scale: 0.36, turn: 60 }))),
    ),
  truck: () =>
    picture(
      sky(),
      hills(560),
      block([0, 560, 1200, 90], '#a6bf69'),
      block([0, 650, 1200, 250], '#8b9296'),
      times(6, (n) => block([40 + n * 210, 790, 120, 14], '#f4f7f7', 6)),
      at(220, 390, truck, { scale: 1.05 }),
    ),
} satisfies Record<string, () => string>;
