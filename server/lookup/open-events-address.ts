/** Where anybody reads the public events of a lot: under here, below the path of its printed code. */
const root = '/open/epcis';

export const openEventsPattern = /^\/open\/epcis\/(?:01|t)\/[^?]+\/events$/i;

/** `01/08938505970013/10/L1`: `/open/epcis/01/08938505970013/10/L1/events`. */
export function openEventsPath(path: string): string {
  return `${root}/${path}/events`;
}

/** The path of the printed code in such an address. */
export function codeInEventsPath(path: string): string {
  return path.slice(root.length, -'/events'.length);
}
