interface TestRun {
  end?: () => Promise<void>;
}

/** What the set-up leaves for the tear-down: jest loads the two apart, so it hangs on the process. */
export const testRun: TestRun = ((globalThis as { nguonGocTestRun?: TestRun }).nguonGocTestRun ??= {});
