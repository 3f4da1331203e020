const outside = /[^!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]/u;

/** The first character that no lot or serial may hold, counted from 1 (GS1 General Specifications §7.11, table 1). */
export function firstOutsideSet82(text: string): { character: string; position: number } | undefined {
  const found = outside.exec(text);
  return found
    ? { character: found[0], position: Array.from(text.slice(0, found.index)).length + 1 }
    : undefined;
}
