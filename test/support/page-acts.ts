import type { Page } from 'playwright-core';
import { translate } from '../../server/platform/i18n.ts';
import type { Login } from './trial-server.ts';

export const vi = translate.vi;

export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

type Value = string | Upload;

/** By the names of the fields. */
export type Filled = Record<string, Value | Value[]>;

export async function signIn(page: Page, { login, password }: Login): Promise<void> {
  await page.goto('/sign-in');
  await fillIn(page, { login, password });
  await press(page, vi('common.sign-in'));
  if (new URL(page.url()).pathname === '/sign-in') throw new Error(await page.locator('main').innerText());
}

/** Fills in fields whatever kind each is: text, choice, tick or file. */
export async function fillIn(page: Page, fields: Filled): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await fillOne(page, name, [value].flat());
}

/** Presses a button of the page's own matter and waits for the answer. */
export async function press(page: Page, label: string): Promise<void> {
  const button = page.locator('main').getByRole('button', { name: label, exact: true });
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
}

export async function follow(page: Page, label: string | RegExp): Promise<void> {
  const link = page.locator('main').getByRole('link', { name: label }).first();
  await Promise.all([page.waitForEvent('domcontentloaded'), link.click()]);
}

/** Finds a commune by any of its names and takes it. */
export async function chooseCommune(page: Page, asked: string, code: string): Promise<void> {
  await fillIn(page, { 'address.communeCode.search': asked });
  await press(page, vi('producer.commune-find'));
  await fillIn(page, { 'address.communeCode': code });
}

/** Saves the form that is open; where it comes back with faults, they are told. Gives the record's id. */
export async function save(page: Page): Promise<string> {
  await press(page, vi('common.save'));
  const { pathname, search } = new URL(page.url());
  const id = /[0-9a-f]{24}/.exec(pathname)?.[0];
  if (id === undefined || !search.includes('done=')) throw new Error(await page.locator('main').innerText());
  return id;
}

/** A date as people here write it. */
export function daysAgo(days: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(
    Date.now() - days * 86_400_000,
  );
}

async function fillOne(page: Page, name: string, values: Value[]): Promise<void> {
  const field = page.locator(`main [name="${name}"]:not([type=hidden])`);
  const files = values.filter((value) => typeof value !== 'string');
  const texts = values.filter((value) => typeof value === 'string');
  switch (await field.first().evaluate(kindOf)) {
    case 'radio':
    case 'checkbox':
      for (const text of texts) await choose(page, `main [name="${name}"][value="${text}"]`);
      break;
    case 'file':
      await field.setInputFiles(files);
      break;
    case 'select':
      await field.selectOption(texts);
      break;
    default:
      await field.fill(texts[0] ?? '');
  }
}

/** By its label, which lies over the box and is what people touch. */
async function choose(page: Page, box: string): Promise<void> {
  if (await page.locator(box).isChecked()) return;
  await page.locator(`label[for="${await page.locator(box).getAttribute('id')}"]`).click();
}

/** Runs in the page. */
function kindOf({ localName, type }: { localName: string; type?: string }): string {
  return localName === 'input' ? (type ?? '') : localName;
}
