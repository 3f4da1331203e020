import { buildDigitalLink, elementsOf } from '../../server/domain/identifiers/digital-link-build.ts';
import { parseTracePath } from '../../server/domain/identifiers/digital-link.ts';
import { parseDigitalLink } from '../../server/domain/identifiers/digital-link-syntax.ts';
import { formatBracketed, formatElementString } from '../../server/domain/identifiers/element-syntax.ts';
import { parseBracketed, parseElementString } from '../../server/domain/identifiers/element-syntax.ts';
import { parseEpcPath } from '../../server/domain/identifiers/epc-binary.ts';
import { checkDigit } from '../../server/domain/identifiers/check-digit.ts';

const rounds = 7;
const milliseconds = 150;

/** Operations a second, the median of interleaved rounds, and as a ratio to `new URL()` on the same URIs. */
export function bench(): unknown {
  const uris = Array.from({ length: 1000 }, (_, index) => uri(index));
  const links = uris.map((text) => right(parseDigitalLink(text)));
  const elements = links.map(elementsOf);
  const strings = elements.map(formatElementString);
  const bracketed = elements.map(formatBracketed);
  const paths = uris.map((text) => text.slice('https://txng.example.vn'.length));
  const tags = ['/eh3074257bf7194e4000001a85', '/exMHQle_cZTkAAABqF', '/ehf73795211411234538566cb0afc4'];
  const tasks: [name: string, task: () => unknown][] = [
    ['new URL()', over(uris, (text) => new URL(text))],
    ['parse URI', over(uris, (text) => right(parseDigitalLink(text)))],
    ['build URI', over(elements, (list) => right(buildDigitalLink(list)))],
    ['parse element string', over(strings, (text) => right(parseElementString(text)))],
    ['parse bracketed text', over(bracketed, (text) => right(parseBracketed(text)))],
    ['parse request path', over(paths, (text) => right(parseTracePath(text)))],
    ['parse tag code', over(tags, (text) => right(parseEpcPath(text)))],
  ];
  const samples = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, task] of tasks) {
      const rate = perSecond(task);
      // The first round only warms up.
      if (round > 0) samples.set(name, [...(samples.get(name) ?? []), rate]);
    }
  }
  const rates = tasks.map(([name]) => [name, Math.round(median(samples.get(name) ?? []))] as const);
  const baseline = rates[0]?.[1] ?? 1;
  return {
    node: process.version,
    rounds,
    perSecond: Object.fromEntries(rates),
    ratioToNewUrl: Object.fromEntries(
      rates.map(([name, rate]) => [name, Number((rate / baseline).toFixed(3))]),
    ),
    target: { 'parse URI': 50_000 },
  };
}

/** Products, lots and units in turn, some with percent signs, data attributes and a foreign query. */
function uri(index: number): string {
  const body = String(893_850_597_0000 + index).padStart(13, '0');
  const key = `https://txng.example.vn/01/${body}${checkDigit(body)}`;
  const lot = `/10/L${index % 7 === 0 ? '%2F' : '-'}${index}`;
  const tails = [
    '',
    lot,
    `/21/7K2M${index}`,
    `${lot}/21/S${index}`,
    `${lot}?17=271231&3103=000${100 + (index % 900)}`,
  ];
  return key + (tails[index % tails.length] ?? '') + (index % 10 === 1 ? '?linkType=gs1:pip' : '');
}

function over<T>(items: readonly T[], task: (item: T) => unknown): () => unknown {
  let at = 0;
  return () => {
    at = (at + 1) % items.length;
    return task(items[at] as T);
  };
}

function perSecond(task: () => unknown): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    for (let turn = 0; turn < 200; turn += 1) task();
    count += 200;
    elapsed = performance.now() - start;
  }
  return (count / elapsed) * 1000;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function right<T>(read: { ok: true; value: T } | { ok: false; fault: unknown }): T {
  if (!read.ok) throw new Error(`bench: ${JSON.stringify(read.fault)}`);
  return read.value;
}
