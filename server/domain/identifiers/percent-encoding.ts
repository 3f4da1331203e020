/** Everything but letters, digits and `-._`, which alone need no percent sign (GS1 Digital Link URI Syntax §4.2). */
export function percentEncoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A percent sign without two hexadecimal digits stands for itself, as in GS1's own syntax engine. */
export function percentDecoded(raw: string): string {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
}

/** Where the character of this index in the decoded value begins, all before it being ASCII. */
export function placeInEncoded(raw: string, index: number): number {
  const units = raw.match(/%[0-9a-f]{2}|[^]/gi) ?? [];
  return units.slice(0, index).join('').length;
}
