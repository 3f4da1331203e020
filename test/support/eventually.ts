/** Waits until the condition gives something true, and says what was waited for when it never does. */
export async function eventually<Value>(
  what: string,
  condition: () => Promise<Value | false | undefined | null>,
  withinMs = 10_000,
): Promise<Value> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
