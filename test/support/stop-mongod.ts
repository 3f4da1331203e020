import { testRun } from './test-run.ts';

export default async function stopMongod(): Promise<void> {
  await testRun.end?.();
}
