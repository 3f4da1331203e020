/** Writes one after the other; what is added while a writing is under way goes into the next, together. */
export function gatheredWrites<Item>(write: (items: Item[]) => Promise<void>) {
  let waiting: Item[] = [];
  let writing: Promise<void> | undefined;

  return {
    /** `write` must not throw: nobody is left to tell. */
    add(item: Item): void {
      waiting.push(item);
      writing ??= drain();
    },

    async settled(): Promise<void> {
      await writing;
    },
  };

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting;
      waiting = [];
      await write(items);
    }
    writing = undefined;
  }
}
