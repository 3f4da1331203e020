import type { Chance } from './chance.ts';

/** One look-up of the season: who, at which unit, when, and in which province as the network table has it. */
export interface SeasonScan {
  unit: number;
  at: number;
  network: string;
  userAgent: string;
  province: string | null;
  /** The stamp was not activated when it was looked up. */
  isInactive: boolean;
  /** The goods looked up carried a copy. */
  isCopy: boolean;
}

export const seasonDays = 90;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How many units of a hundred thousand fare like this. */
type Fate = (draft: Draft, chance: Chance) => void;

interface Draft {
  home: string;
  start: number;
  scan: (given: {
    at: number;
    province: string;
    who?: Person;
    isInactive?: boolean;
    isCopy?: boolean;
  }) => void;
  person: (province: string) => Person;
}

interface Person {
  network: string;
  userAgent: string;
}

/** Goods of one province; most are sold there and in the two large cities. */
const home = '91';
const markets = ['91', '91', '91', '92', '79', '79', '01', '80', '82', '48'] as const;
const provinces = ['91', '92', '79', '01', '80', '82', '48', '31', '56', '66', '68', '75'] as const;

/** Honest lives of a unit, each with its share of a thousand units. */
const fates: [share: number, fate: Fate][] = [
  // One buyer looks, perhaps twice the same evening.
  [
    560,
    ({ scan, person, start, home: at }, { isTrue }) => {
      const who = person(at);
      scan({ at: start, province: at, who });
      if (isTrue(0.3)) scan({ at: start + 2 * hour, province: at, who });
    },
  ],
  // A family: two to four people over some days.
  [
    200,
    ({ scan, start, home: at }, { whole }) => {
      for (let n = whole(2, 4); n > 0; n -= 1)
        scan({ at: start + whole(0, 5) * day + whole(0, 600) * minute, province: at });
    },
  ],
  // A shop checks what arrives, then customers look before one of them buys.
  [
    130,
    ({ scan, start, home: at }, { whole }) => {
      for (let n = whole(2, 7); n > 0; n -= 1)
        scan({ at: start + whole(0, 20) * day + whole(0, 600) * minute, province: at });
    },
  ],
  // A reseller looks here, the buyer elsewhere some days later.
  [
    80,
    ({ scan, start, home: at }, { whole, oneOf }) => {
      scan({ at: start, province: home });
      scan({ at: start + whole(1, 4) * day, province: oneOf(markets) });
      scan({ at: start + whole(5, 9) * day, province: at });
    },
  ],
  // A present that flies along: two cities on one day.
  [
    15,
    ({ scan, start }, { whole }) => {
      scan({ at: start, province: '79' });
      scan({ at: start + whole(3, 8) * hour, province: '01' });
    },
  ],
  // A clerk tries a printed stamp before it is activated.
  [
    10,
    ({ scan, start, home: at }) => {
      scan({ at: start - day, province: home, isInactive: true });
      scan({ at: start + 3 * day, province: at });
    },
  ],
  // A sample on a counter that everybody tries, all season.
  [
    3,
    ({ scan, start, home: at }, { whole }) => {
      for (let n = whole(10, 40); n > 0; n -= 1)
        scan({ at: start + whole(0, 60) * day + whole(0, 600) * minute, province: at });
    },
  ],
  // A pack kept in a cupboard and looked at again months later.
  [
    2,
    ({ scan, start, home: at }, { whole }) => {
      scan({ at: start, province: at });
      scan({ at: start + whole(62, 80) * day, province: at });
    },
  ],
];

/** A stamp copied onto many goods, sold in two to five provinces for weeks. */
const copied: Fate = ({ scan, start }, { whole, oneOf, isTrue }) => {
  const places = Array.from({ length: whole(2, 5) }, () => oneOf(provinces));
  scan({ at: start, province: home });
  for (let goods = whole(60, 300); goods > 0; goods -= 1) {
    if (!isTrue(0.12)) continue;
    const at = start + whole(1, 30) * day + whole(0, 600) * minute;
    scan({ at, province: oneOf(places), isCopy: true });
  }
};

/** A season's look-ups in the order of time: honest ones until there are enough, then the copies among them. */
export function season(chance: Chance, { scans, copies }: { scans: number; copies: number }) {
  const all: SeasonScan[] = [];
  let unit = 0;
  while (all.length < scans) {
    live(all, { unit, fate: fateFor(chance), chance });
    unit += 1;
  }
  const honestUnits = unit;
  const honestScans = all.length;
  for (; unit < honestUnits + copies; unit += 1) live(all, { unit, fate: copied, chance });
  all.sort((a, b) => a.at - b.at || a.unit - b.unit);
  return { scans: all, honestUnits, honestScans, copiedUnits: copies };
}

function fateFor(chance: Chance): Fate {
  let left = chance.next() * fates.reduce((sum, [share]) => sum + share, 0);
  for (const [share, fate] of fates) {
    left -= share;
    if (left < 0) return fate;
  }
  return (fates[0] as [number, Fate])[1];
}

function live(all: SeasonScan[], { unit, fate, chance }: { unit: number; fate: Fate; chance: Chance }): void {
  const start = chance.whole(1, 25) * day + chance.whole(0, 840) * minute;
  const person = (province: string): Person => ({
    network: `10.${Number(province)}.${chance.whole(0, 39)}.0/24`,
    userAgent: `phone ${chance.whole(0, 79)}`,
  });
  fate(
    {
      home: chance.oneOf(markets),
      start,
      person,
      scan({ at, province, who = person(province), isInactive = false, isCopy = false }) {
        all.push({ unit, at, ...who, province: asNetworkTellsIt(province, chance), isInactive, isCopy });
      },
    },
    chance,
  );
}

/** Mobile networks answer for the whole country from two cities: a third tell nothing, one in twenty the wrong thing. */
function asNetworkTellsIt(province: string, { next }: Chance): string | null {
  const luck = next();
  if (luck < 0.33) return null;
  return luck < 0.38 ? (luck < 0.355 ? '79' : '01') : province;
}
