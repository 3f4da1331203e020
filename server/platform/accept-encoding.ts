export type Encoding = 'identity' | 'gzip' | 'br';

/** Browsers send a handful of different headers; what else comes must not fill the memory. */
const remembered = new Map<string, readonly Encoding[]>();
const memory = 100;
const longest = 200;

const none: readonly Encoding[] = [];

/** The compressions a reader takes, brotli before gzip where it takes both equally (RFC 9110 §12.5.3). */
export function encodingsFor(header: string | undefined): readonly Encoding[] {
  if (header === undefined || header.length > longest) return none;
  const known = remembered.get(header);
  if (known) return known;
  const read = readEncodings(header);
  if (remembered.size >= memory) remembered.clear();
  remembered.set(header, read);
  return read;
}

function readEncodings(header: string): Encoding[] {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...params] = part.split(';').map((text) => text.trim());
    const weight = params.find((param) => param.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0);
  }
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const offered: Encoding[] = ['br', 'gzip'];
  return offered.filter((name) => weightOf(name) > 0).sort((one, other) => weightOf(other) - weightOf(one));
}
