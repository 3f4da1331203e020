import { rm } from 'node:fs/promises';

/** What planted-folder.ts left there. */
export default async function clearShelf(): Promise<void> {
  const shelf = process.env['TRIAL_SHELF'];
  if (shelf !== undefined) await rm(shelf, { recursive: true, force: true });
}
