import { isIPv4, isIPv6 } from 'node:net';

/** The province of a network address cut to /24 or /48, as far as the operator's table knows it. */
export type ProvinceOf = (network: string) => string | null;

/** Where an operator has no table: nobody's province is known. */
export const noProvinces: ProvinceOf = () => null;

/** A line that cannot be read; the rest of the table would be guesswork too. */
export class NetworkTableError extends Error {
  override readonly name = 'NetworkTableError';
  readonly line: number;

  constructor(line: number) {
    super(`line ${line} is not a network and a province`);
    this.line = line;
  }
}

/**
 * A table of networks, one a line: `14.160.0.0/16 91`, `2405:4800::/32 79`; the longest match counts, `#` begins a
 * remark. Networks finer than /24 or /48 never match, because nothing finer is ever looked up.
 */
export function networkProvinces(table: string): ProvinceOf {
  const known = new Map<string, string>();
  const lengths = new Set<number>();
  table.split(/\r?\n/).forEach((line, index) => {
    const entry = line.replace(/#.*$/, '').trim();
    if (entry === '') return;
    const [, address = '', size = '', province = ''] =
      /^([^\s/]+)\/(\d{1,3})[\s,;]+(\d{2})$/.exec(entry) ?? [];
    const bits = bitsOf(address);
    if (bits === null || Number(size) > bits.length - 1) throw new NetworkTableError(index + 1);
    known.set(bits.slice(0, Number(size) + 1), province);
    lengths.add(Number(size) + 1);
  });
  const longestFirst = [...lengths].sort((a, b) => b - a);
  return (network) => {
    const [address = '', size = '0'] = network.split('/');
    const bits = bitsOf(address)?.slice(0, Number(size) + 1);
    const length = longestFirst.find(
      (one) => bits !== undefined && one <= bits.length && known.has(bits.slice(0, one)),
    );
    return length === undefined ? null : (known.get(bits?.slice(0, length) ?? '') ?? null);
  };
}

/** The address bit by bit, its family in front so that the two never match each other. */
function bitsOf(address: string): string | null {
  if (isIPv4(address))
    return `4${address
      .split('.')
      .map((part) => binary(Number(part), 8))
      .join('')}`;
  if (!isIPv6(address) || address.includes('.')) return null;
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return `6${[...left, ...zeros, ...right].map((group) => binary(parseInt(group, 16), 16)).join('')}`;
}

function binary(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}
