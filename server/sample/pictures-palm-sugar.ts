import { at, block, disc, line, mirrored, oval, picture, shape, times } from './picture-parts.ts';
import { carton, ground, hills, palm, person, sky, steam, table, wall, window } from './picture-scenery.ts';

/** A cake of palm sugar as it comes out of its mould. */
const cake =
  shape('M-92 0 Q-92 -64 0 -64 T92 0 V26 Q92 62 0 62 T-92 26 Z', '#a8672c') +
  oval(0, -8, [92, 52], '#c98743') +
  oval(-10, -16, [58, 28], '#d9a05e') +
  line('M-72 34 Q0 64 72 34', '#94561f', 5);

const leaf = (turn: number) =>
  at(
    0,
    0,
    shape('M0 0 Q120 -90 330 -20 Q150 90 0 0 Z', '#4f9c61') + line('M10 0 Q150 -16 300 -16', '#3f8a54', 5),
    { turn },
  );

const tube = shape('M-18 0 L-15 74 Q0 84 15 74 L18 0 Z', '#c8a35a') + oval(0, 0, [18, 7], '#8a6a31');

const bucket =
  shape('M-90 0 L-72 150 Q0 172 72 150 L90 0 Z', '#8fa3a8') +
  oval(0, 0, [90, 24], '#74888d') +
  oval(0, 4, [78, 18], '#ecdcae');

const stove =
  shape('M-330 250 Q-330 30 -250 20 H250 Q330 30 330 250 Z', '#a4593c') +
  shape('M-70 250 Q-70 120 0 120 T70 250 Z', '#4a2a20') +
  shape('M-44 250 Q-40 190 -12 160 Q-8 196 12 150 Q46 196 44 250 Z', '#f2a73b') +
  shape('M-22 250 Q-16 214 0 196 Q20 220 22 250 Z', '#fbd873');

const pan =
  shape('M-290 0 Q-240 120 0 120 T290 0 Z', '#5b5f63') +
  oval(0, 0, [290, 62], '#74797d') +
  oval(0, 4, [262, 50], '#b8752f') +
  times(12, (n) => disc(-210 + n * 38, 4 + ((n * 17) % 40) - 18, 9 + (n % 3) * 4, '#d9a05e'));

const box = (colour: string) =>
  block([0, 0, 250, 300], colour, 10) +
  block([0, 0, 250, 70], '#7a431c', 10) +
  block([36, 100, 178, 130], '#fff6e3', 10) +
  at(125, 166, cake, { scale: 0.72 }) +
  block([66, 252, 118, 16], '#fff6e3', 8) +
  disc(125, 36, 20, '#f7d78a');

export const palmSugarPictures = {
  'sugar-cakes': () =>
    picture(
      wall('#f6ecd8'),
      table(560),
      at(330, 720, leaf(-14), { scale: 1.5 }),
      at(860, 740, leaf(188), { scale: 1.4 }),
      times(3, (n) => at(380 + n * 216, 700, cake, { scale: 1.12 })),
      times(2, (n) => at(488 + n * 216, 588, cake, { scale: 1.12 })),
      at(596, 476, cake, { scale: 1.12 }),
    ),
  'sugar-powder': () =>
    picture(
      wall('#f6ecd8'),
      table(600),
      at(300, 330, box('#c98743')),
      at(600, 360, box('#a8672c'), { scale: 0.94 }),
      shape('M820 720 Q900 560 990 690 Q1050 720 1080 740 H790 Z', '#d9a05e'),
      oval(930, 742, [180, 28], '#fffdf6'),
      shape('M800 738 Q870 610 930 600 Q1000 610 1062 738 Z', '#d3964f'),
      times(14, (n) => disc(840 + n * 14, 720 - ((n * 37) % 70), 5, '#e6bd84')),
    ),
  'palm-field': () =>
    picture(
      sky(),
      hills(560),
      ground(560, '#b9cf7d', '#a6bf69'),
      at(250, 620, palm, { scale: 0.86 }),
      at(460, 590, palm, { scale: 0.66 }),
      at(700, 650, palm, { scale: 1.02 }),
      at(980, 610, palm, { scale: 0.8 }),
      at(830, 585, palm, { scale: 0.55 }),
      line('M0 742 Q300 700 600 744 T1200 730', '#e8dcae', 34),
    ),
  tapping: () =>
    picture(
      sky('#bfe0ea', '#fbe9c6'),
      hills(640),
      ground(640, '#b9cf7d', '#a6bf69'),
      at(980, 700, palm, { scale: 0.9 }),
      at(520, 860, palm, { scale: 1.5 }),
      line('M566 850 L548 330', '#c8a35a', 12),
      times(11, (n) => line(`M538 ${800 - n * 44} h48`, '#c8a35a', 9)),
      at(590, 460, person('#c2513c', 'up'), { scale: 0.95 }),
      times(4, (n) => at(440 + n * 44, 300 + (n % 2) * 16, tube, { scale: 0.8 })),
      at(240, 800, person('#2f6f8f', 'out')),
      times(3, (n) => at(330 + n * 44, 730, tube)),
    ),
  filtering: () =>
    picture(
      wall('#efe6d2'),
      window(130, 110),
      table(640),
      at(360, 560, bucket, { scale: 1.3 }),
      at(820, 590, bucket, { scale: 1.5 }),
      shape('M690 560 Q820 650 950 560 L940 540 H700 Z', '#fffdf6'),
      line('M690 552 H950', '#d8c6a3', 14),
      at(610, 380, bucket, { scale: 1, turn: 58 }),
      line('M680 452 Q790 470 816 560', '#ecdcae', 20),
    ),
  boiling: () =>
    picture(
      wall('#eadfc9'),
      window(90, 90),
      block([0, 720, 1200, 180], '#9a8468'),
      at(640, 560, stove),
      at(640, 540, pan),
      at(640, 460, steam(), { scale: 1.3 }),
      line('M912 614 L700 540', '#8a6a31', 16),
      at(1060, 810, mirrored(person('#2f6f8f', 'out')), { scale: 1.6 }),
      times(4, (n) =>
        block([110 + n * 14, 770 - n * 24, 210 - n * 24, 22], n % 2 ? '#7a5a39' : '#8c6a45', 11),
      ),
    ),
  moulding: () =>
    picture(
      wall('#f3ead9'),
      table(470),
      block([130, 560, 940, 230], '#8c6a45', 24),
      times(5, (n) =>
        at(
          240 + n * 180,
          640,
          oval(0, 0, [78, 50], '#6d5033') +
            oval(0, 4, [66, 40], '#c98743') +
            oval(-8, -4, [40, 20], '#d9a05e'),
        ),
      ),
      times(4, (n) =>
        at(
          330 + n * 180,
          736,
          oval(0, 0, [78, 50], '#6d5033') +
            (n < 3 ? oval(0, 4, [66, 40], '#c98743') : oval(0, 4, [66, 40], '#59402a')),
        ),
      ),
      at(
        880,
        430,
        shape('M-110 -60 Q-110 60 0 60 T110 -60 Z', '#74797d') +
          oval(0, -60, [110, 26], '#b8752f') +
          line('M100 -56 L300 -200', '#8a6a31', 22),
        { turn: -24 },
      ),
      line('M792 470 Q770 560 850 724', '#b8752f', 22),
      at(260, 440, cake, { scale: 0.9 }),
      at(420, 440, cake, { scale: 0.9 }),
    ),
  'sugar-packing': () =>
    picture(
      wall('#f3ead9'),
      window(860, 100),
      table(620),
      at(130, 430, carton(at(130, 108, cake, { scale: 0.5 })), { scale: 1.1 }),
      at(200, 240, carton(at(130, 108, cake, { scale: 0.5 }))),
      times(3, (n) => at(500 + n * 200, 420, box(n % 2 ? '#a8672c' : '#c98743'), { scale: 0.74 })),
      times(4, (n) => at(540 + n * 150, 740, cake, { scale: 0.7 })),
    ),
} satisfies Record<string, () => string>;
