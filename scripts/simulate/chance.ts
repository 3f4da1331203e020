/** Chance that repeats itself: the same seed gives the same season (xorshift, 32 bits). */
export function chance(seed: number) {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    next,
    isTrue: (probability: number): boolean => next() < probability,
    /** From `least` up to and including `most`. */
    whole: (least: number, most: number): number => least + Math.floor(next() * (most - least + 1)),
    oneOf: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item,
  };
}

export type Chance = ReturnType<typeof chance>;
