import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };
const narrowest = { width: 320, height: 640 };

const root = join(import.meta.dirname, '..', '..');
const pictures = join(root, 'test', 'browser', 'screenshots');

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium where this machine has one: named, in its usual places, or on the PATH. */
const executable = findChromium();

/**
 * The journeys of a file, where there is a browser. Where there is none the file says so, once and loudly; under
 * `CI` that is a failure, because a suite nobody notices missing is no suite.
 */
export function inBrowser(journeys: () => void): void {
  if (executable !== undefined) {
    journeys();
    return;
  }
  const missing = 'No Chromium found: `apt-get install chromium`, or name one in CHROMIUM_PATH.';
  if (process.env['CI']) {
    it('has a Chromium to run in', () => {
      throw new Error(missing);
    });
    return;
  }
  process.stderr.write(`\n*** THE BROWSER SUITE IS SKIPPED. ${missing} ***\n\n`);
  it.skip('runs in a real Chromium', () => undefined);
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox', ...quiet] });
}

export type Person = Awaited<ReturnType<typeof newPerson>>;

/**
 * Somebody with a browser of their own. Whatever their pages complain about is collected: console errors (a breach
 * of the content security policy is one), exceptions, and requests that leave for other origins.
 */
export async function newPerson(
  browser: Browser,
  origin: string,
  { viewport = desk, ...options }: BrowserContextOptions = {},
) {
  const context = await browser.newContext({
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    baseURL: origin,
    viewport,
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(60_000);
  const complaints = complaintsOf(context, origin);
  const page = await context.newPage();

  return {
    context,
    page,
    complaints,
    /** Asked at the end of a journey: nothing was wrong beneath the surface. */
    expectNoComplaints: () => expect(complaints).toEqual([]),
    close: () => context.close(),
  };
}

/** axe-core on the page as it is, by WCAG 2.2 AA and good practice; empty when all is well. */
export async function axeViolations(page: Page): Promise<string[]> {
  axe ??= await readFile(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResult>(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 160)}`),
  );
}

/** What sticks out to the right on the narrowest screen WCAG asks for (1.4.10). */
export async function overflowAt320(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? desk;
  await page.setViewportSize(narrowest);
  const found = await page.evaluate<string[]>(`
    [...document.querySelectorAll('body, body *')]
      .filter((element) => !element.closest('.unseen, .main-nav ul, .trace-drawing svg'))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.tagName.toLowerCase() + '.' + element.className)
      .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])`);
  await page.setViewportSize(before);
  return found;
}

/** The whole page, in a window as high as the page, so that what sticks to its foot stands at its end. */
export async function takePicture(page: Page, name: string, width: number): Promise<void> {
  // Nobody looks at them there, and drawing them takes longer than the rest of the suite.
  if (process.env['CI']) return;
  await mkdir(pictures, { recursive: true });
  const before = page.viewportSize() ?? desk;
  await page.setViewportSize({ width, height: width < 600 ? phone.height : desk.height });
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height });
  await page.evaluate('Promise.allSettled([...document.images].map((image) => image.decode()))');
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
  await page.setViewportSize(before);
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string }[] }[];
}

let axe: string | undefined;

function complaintsOf(context: BrowserContext, origin: string): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    const isAnswer = /^Failed to load resource: the server responded with a status of 4\d\d/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isAnswer) complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`exception: ${error.error().message}`));
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) complaints.push(`left for ${request.url()}`);
  });
  context.on('response', (response) => {
    const isPart = !response.request().isNavigationRequest();
    if (response.status() >= (isPart ? 400 : 500)) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return ['/usr/bin', ...folders]
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}
