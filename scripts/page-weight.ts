import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { pageTemplate } from '../server/platform/joined-page.ts';
import { originPage } from '../server/sites/public/origin-page.ts';
import { publicView } from '../server/sites/public/public-frame.ts';
import { pageText } from '../server/sites/public/public-routes.ts';
import { unitGaps, unitPage } from '../server/sites/public/unit-page.ts';
import { originSamples } from './origin-samples.ts';

/**
 * Prints the bytes of the origin page: of samples from barest to fullest, or of a running server's pages named as
 * arguments: `page-weight.ts http://127.0.0.1:3000/vi/nguon-goc/…`. The design allows 14 KB compressed.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const limit = 14 * 1024;

const pages = positionals.length > 0 ? await fetched(positionals) : rendered();
const weights = [
  ...pages.map(([name, text]) => ({ name, ...weigh(text) })),
  ...(positionals.length > 0 ? [] : stampPages()),
].sort((a, b) => a.identity - b.identity);
for (const weight of weights) console.log(JSON.stringify(weight));
process.exitCode = weights.some(({ gzip }) => gzip > limit) ? 1 : 0;

function rendered(): [string, string][] {
  const view = publicView('vi', { domain: 'txng.angiang.gov.vn', province: 'An Giang' });
  return Object.entries(originSamples()).map(([name, origin]) => [name, pageText(originPage(view, origin))]);
}

/** As they leave the server: one gzip member joined of parts, at its longest verdict. */
function stampPages(): { name: string; identity: number; gzip: number }[] {
  const view = publicView('vi', { domain: 'txng.angiang.gov.vn', province: 'An Giang' });
  const at = new Date('2026-11-01T02:00:00Z');
  const verdict = { kind: 'unusual' as const, sessions: 123, provinces: 12, first: at, last: at };
  const mark = '@gap@';
  const gap = (name: string) => mark + name + mark;
  return Object.entries(originSamples()).map(([name, origin]) => {
    const drawn = unitPage(view, { origin, productKey: origin.code, hasHiddenCode: true, gap });
    const gaps = unitGaps(view, verdict, { origin, serial: '7KQ2M9XB40TRVCW5HD1E' });
    const page = pageTemplate(pageText(drawn), mark).fill({ ...gaps });
    return { name: `stamp: ${name}`, identity: page.plain().length, gzip: page.gzip().length };
  });
}

async function fetched(addresses: string[]): Promise<[string, string][]> {
  const texts: [string, string][] = [];
  for (const address of addresses) texts.push([address, await (await fetch(address)).text()]);
  return texts;
}

function weigh(text: string): { identity: number; gzip: number; brotli: number } {
  const bytes = Buffer.from(text);
  return { identity: bytes.length, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes).length };
}
