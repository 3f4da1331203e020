/** The serial in what a camera read or a person typed: a whole address, or the serial alone. */
export function serialInText(text: string): string {
  return /\/21\/([^/?#]+)/.exec(text)?.[1] ?? text.trim();
}

/** The serials of a text file, one a line; lines may also be separated by commas or semicolons, or hold addresses. */
export function serialsInText(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/[\r\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
