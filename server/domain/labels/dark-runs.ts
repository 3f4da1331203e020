/** Each stretch of dark modules of a row: `x y width`, in modules. */
export function darkRuns(
  cells: Uint8Array,
  size: number,
  draw: (x: number, y: number, width: number) => void,
): void {
  for (let y = 0; y < size; y++) {
    const end = (y + 1) * size;
    for (let at = y * size; at < end; at++) {
      if (cells[at] !== 1) continue;
      const from = at;
      while (at < end && cells[at] === 1) at++;
      draw(from - y * size, y, at - from);
    }
  }
}
