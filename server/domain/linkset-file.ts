import { invalid } from './errors.ts';
import type { Sentence } from './errors.ts';
import { linksetOf } from './linkset.ts';
import type { LinkLevel } from './linkset.ts';

/** The linkset as a file, piece by piece as it is read: a province's links need not fit in memory. */
export async function* linksetText(
  levels: AsyncIterable<LinkLevel>,
  publicOrigin: string,
): AsyncGenerator<string> {
  yield '{"linkset":[';
  let separator = '\n';
  for await (const level of levels) {
    const [context] = linksetOf([level], publicOrigin).linkset;
    yield separator + JSON.stringify(context);
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Where the file stops being JSON, as far as the parser tells it. */
export function linksetIn(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
    const sentence: Sentence =
      position === undefined
        ? { key: 'link.not-json' }
        : { key: 'link.not-json-at', params: placeOf(text, Number(position)) };
    throw invalid([{ pointer: '', ...sentence }]);
  }
}

function placeOf(text: string, position: number): { line: number; column: number } {
  const lines = text.slice(0, position).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
