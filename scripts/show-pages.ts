import { mkdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import express from 'express';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { chooseLanguage, translate } from '../server/platform/i18n.ts';
import { languages } from '../server/locales/catalogue.ts';
import type { Language } from '../server/locales/catalogue.ts';
import { assetRoutes } from '../server/sites/shared/asset-routes.ts';
import type { Frame } from '../server/sites/shared/page-layout.ts';
import { samplePages } from './page-samples.ts';

/**
 * Development: every component on sample pages. Serves them with the pages' own content security policy, and with
 * `--out DIR` takes pictures at 360 and 1280 px, looks for overflow at 320 px, runs axe-core, and ends.
 */
const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' } } });
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'";

const server = siteOfSamples().listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  console.log(
    `Sample pages: ${Object.keys(samplePages(frameFor('vi')))
      .map((name) => `\n  ${origin}/${name}`)
      .join('')}`,
  );
  if (values.out !== undefined) {
    void inspect(origin, values.out).then((found) => {
      server.close();
      process.exitCode = found === 0 ? 0 : 1;
    });
  }
});

function siteOfSamples(): express.Express {
  const app = express();
  app.use((_req, res, next) => {
    res.set('Content-Security-Policy', policy);
    next();
  });
  app.use(assetRoutes());
  app.get('/:name', (req, res) => {
    const page = samplePages(frameFor(chooseLanguage(req.query.lang, undefined)))[req.params.name];
    if (page) res.type('html').send(page.markup);
    else res.sendStatus(404);
  });
  return app;
}

function frameFor(lang: Language): Frame {
  const t = translate[lang];
  return {
    lang,
    t,
    department: t('common.department', { province: 'An Giang' }),
    version: '0.1.0',
    home: '/home',
    who: { name: 'Nguyễn Thị Minh Khai', roleLine: 'Cán bộ thẩm định' },
    nav: [
      { key: 'home', href: '/home', label: 'Trang chủ' },
      { key: 'queue', href: '/queue', label: 'Duyệt hồ sơ', count: 38 },
      { key: 'batches', href: '/form', label: 'Lô của tôi' },
      { key: 'products', href: '/parts', label: 'Sản phẩm' },
      { key: 'parts', href: '/parts', label: 'Cơ sở và vùng trồng' },
    ],
  };
}

async function inspect(origin: string, out: string): Promise<number> {
  await mkdir(out, { recursive: true });
  const quiet = [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ];
  const args = ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  try {
    const names = Object.keys(samplePages(frameFor('vi'))).filter(
      (name) => !values.only || values.only === name,
    );
    let found = 0;
    for (const name of names) {
      for (const lang of languages)
        found += await inspectPage(
          browser,
          `${origin}/${name}?lang=${lang}`,
          path.join(out, `${name}-${lang}`),
        );
    }
    console.log(`${found} findings`);
    return found;
  } finally {
    await browser.close();
  }
}

async function inspectPage(browser: Browser, address: string, picture: string): Promise<number> {
  const context = await browser.newContext({ bypassCSP: false });
  const page = await context.newPage();
  let findings: string[] = [];
  page.on('console', (message) => message.type() === 'error' && findings.push(message.text()));
  for (const width of [320, 360, 768, 1280]) {
    await page.setViewportSize({ width, height: width < 1000 ? 740 : 860 });
    await page.goto(address, { waitUntil: 'networkidle' });
    findings = [...findings, ...(await overflowing(page, width)), ...(await smallTargets(page, width))];
    if (width === 360 || width === 1280) await takePicture(page, width, `${picture}-${width}.png`);
    findings = [...findings, ...(await axeViolations(page))];
  }
  await context.close();
  for (const finding of new Set(findings)) console.log(`${address}: ${finding}`);
  return findings.length;
}

/** A window as high as the page, so that what sticks to its foot stands where the page ends. */
async function takePicture(page: Page, width: number, file: string): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height });
  await page.screenshot({ path: file });
}

async function overflowing(page: Page, width: number): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('body *')]
      .filter((element) => !element.closest('.unseen') && element.getBoundingClientRect().right > ${width} + 0.5)
      .map((element) => '${width} px: too wide: ' + element.tagName + '.' + element.className)`,
  );
}

/** WCAG 2.2, 2.5.8 asks 24 px; the house asks 44 for whatever is not a link in a sentence. */
async function smallTargets(page: Page, width: number): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('button, .button, nav a, select, input:not([type=hidden])')]
      .map((element) => ['checkbox', 'radio'].includes(element.type) ? element.parentElement : element)
      .filter((element) => { const { height } = element.getBoundingClientRect(); return height > 0 && height < 43.5; })
      .map((element) => '${width} px: lower than 44: ' + element.tagName + '.' + element.className)`,
  );
}

async function axeViolations(page: Page): Promise<string[]> {
  const axe = await readFile(path.join(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.html.slice(0, 160)}`));
}
