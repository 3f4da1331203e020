import type { Page, Response } from 'playwright-core';
import type { HttpClient } from './http-client.ts';
import { placeContent } from './record-builders.ts';

/** Places that a producer has submitted, found in the queue by this name; gives their ids in that order. */
export async function waitingPlaces(producer: HttpClient, name: string, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const place = await producer.post('/places', placeContent({ name: `${name} ${number}` }));
    const { id } = place.body as { id: string };
    const { status, text } = await producer.post(`/places/${id}/submission`);
    if (status !== 200) throw new Error(`${status} ${text}`);
    made.push(id);
  }
  return made;
}

interface Cleared {
  approved: number;
  returned: number;
  /** What the server took for each decision and the record after it, in milliseconds, ascending. */
  serverMs: number[];
}

/** Clears the list that is open with nothing but the keyboard: every tenth record goes back with a message. */
export async function clearByKeyboard(page: Page, count: number): Promise<Cleared> {
  const answers: Response[] = [];
  const collect = (response: Response) => {
    if (response.request().isNavigationRequest()) answers.push(response);
  };
  const cleared: Cleared = { approved: 0, returned: 0, serverMs: [] };
  await page.keyboard.press('j');
  await arrival(page, () => page.keyboard.press('Enter'));
  page.on('response', collect);
  for (let number = 1; number <= count; number += 1) {
    const isReturned = number % 10 === 0;
    if (isReturned) {
      await page.keyboard.press('r');
      await page.keyboard.type('Vui lòng bổ sung sơ đồ.');
    }
    await arrival(page, () => page.keyboard.press(isReturned ? 'Control+Enter' : 'a'));
    if (!page.url().includes('done=')) throw new Error(await page.locator('main').innerText());
    cleared[isReturned ? 'returned' : 'approved'] += 1;
    cleared.serverMs.push(answers.splice(0).reduce((sum, answer) => sum + serverTimeOf(answer), 0));
  }
  page.off('response', collect);
  cleared.serverMs.sort((a, b) => a - b);
  return cleared;
}

async function arrival(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), act()]);
}

/** From the request sent to the first byte back. */
function serverTimeOf(answer: Response): number {
  const { requestStart, responseStart } = answer.request().timing();
  return Math.max(0, responseStart - requestStart);
}
