/** One entry of an Accept or Accept-Language field, in small letters, with its weight (RFC 9110 §12.4.2). */
interface Accepted {
  range: string;
  weight: number;
}

/** Best first; entries of equal weight keep their order. */
export function acceptedOf(field: string | undefined): Accepted[] {
  return (field ?? '')
    .split(',')
    .map((entry) => {
      const [range = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
      const stated = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      const weight = stated === undefined ? 1 : Number(stated);
      return { range, weight: weight >= 0 && weight <= 1 ? weight : 0 };
    })
    .filter(({ range }) => range !== '')
    .sort((one, other) => other.weight - one.weight);
}

/** How welcome a media type is, by the range that names it most exactly (RFC 9110 §12.5.1); 1 if nothing is said. */
export function mediaTypeWeight(field: string | undefined, mediaType: string): number {
  const accepted = acceptedOf(field);
  if (accepted.length === 0) return 1;
  const type = mediaType.toLowerCase();
  const ranges = [type, `${type.split('/', 1).join()}/*`, '*/*'];
  const exact = ranges.map((range) => accepted.find((entry) => entry.range === range)).find(Boolean);
  return exact?.weight ?? 0;
}

/**
 * The tags among `held` that the reader wants most: lookup of RFC 4647 §3.4, so that `vi-VN` finds `vi`; and `en`
 * finds `en-GB` where there is nothing closer. Empty where none was asked for.
 */
export function languagesWanted(field: string | undefined, held: readonly string[]): string[] {
  for (const { range, weight } of acceptedOf(field)) {
    if (weight === 0 || range === '*') continue;
    for (let wanted = range; wanted !== ''; wanted = wanted.replace(/-?[^-]*$/, '')) {
      const exact = held.filter((tag) => tag.toLowerCase() === wanted);
      if (exact.length > 0) return exact;
      const wider = held.filter((tag) => tag.toLowerCase().startsWith(`${wanted}-`));
      if (wider.length > 0) return wider;
    }
  }
  return [];
}
