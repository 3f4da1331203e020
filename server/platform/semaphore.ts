/** Lets so many at a time do something costly; the others wait their turn. */
export function semaphore(places: number) {
  const waiting: (() => void)[] = [];
  let free = places;

  return async function within<Result>(work: () => Promise<Result>): Promise<Result> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
