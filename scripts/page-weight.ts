import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { originPage } from '../server/sites/public/origin-page.ts';
import { publicView } from '../server/sites/public/public-frame.ts';
import { pageText } from '../server/sites/public/public-routes.ts';
import { originSamples } from './origin-samples.ts';

/**
 * Prints the bytes of the origin page: of samples from barest to fullest, or of a running server's pages named as
 * arguments: `page-weight.ts http://127.0.0.1:3000/vi/nguon-goc/…`. The design allows 14 KB compressed.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const limit = 14 * 1024;

const pages = positionals.length > 0 ? await fetched(positionals) : rendered();
const weights = pages
  .map(([name, text]) => ({ name, ...weigh(text) }))
  .sort((a, b) => a.identity - b.identity);
for (const weight of weights) console.log(JSON.stringify(weight));
process.exitCode = weights.some(({ gzip }) => gzip > limit) ? 1 : 0;

function rendered(): [string, string][] {
  const view = publicView('vi', { domain: 'txng.angiang.gov.vn', province: 'An Giang' });
  return Object.entries(originSamples()).map(([name, origin]) => [name, pageText(originPage(view, origin))]);
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
