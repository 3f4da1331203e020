/** Wakes a waiting loop early. A ring while nobody waits is remembered, so that none is missed. */
export function doorbell() {
  let hasRung = false;
  let wake: (() => void) | undefined;

  return {
    ring(): void {
      hasRung = true;
      wake?.();
    },

    async wait(milliseconds: number): Promise<void> {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = undefined;
      hasRung = false;
    },
  };
}
