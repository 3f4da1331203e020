/** What a picture is reduced to before it is compared: so many grey dots across and down. */
export const hashGrid = { width: 9, height: 8 } as const;

/** At most so many of 64 bits differ between a picture and a copy that was scaled, pressed or brightened. */
export const mostBitsApart = 6;

/** Below this spread of greys there is nothing to recognise: a wall, a sheet of paper, the inside of a pocket. */
const leastSpread = 6;

/**
 * A difference hash: one bit for each dot, whether the next to its right is brighter; 16 hexadecimal digits. null for a
 * picture without contrast, which would be "like" every other one of its sort.
 */
export function differenceHash(greys: Uint8Array): string | null {
  if (spreadOf(greys) < leastSpread) return null;
  const { width, height } = hashGrid;
  let bits = '';
  for (let row = 0; row < height; row += 1) {
    for (let column = 1; column < width; column += 1) {
      const right = row * width + column;
      bits += (greys[right] ?? 0) > (greys[right - 1] ?? 0) ? '1' : '0';
    }
  }
  return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('');
}

/** In how many bits two hashes differ (Hamming distance). */
export function bitsApart(a: string, b: string): number {
  let apart = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; apart > 0n; apart &= apart - 1n) count += 1;
  return count;
}

/**
 * The eight bytes of a hash, each with its place: `3:f0`. Two hashes at most 7 bits apart share at least one of them,
 * so that an index finds every candidate.
 */
export function hashBands(hash: string): string[] {
  return (hash.match(/../g) ?? []).map((byte, place) => `${place}:${byte}`);
}

/** Standard deviation of the greys. */
function spreadOf(greys: Uint8Array): number {
  const mean = greys.reduce((sum, grey) => sum + grey, 0) / greys.length;
  return Math.sqrt(greys.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / greys.length);
}
