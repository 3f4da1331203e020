export const recallsRoot = '/department/recalls';

export function recallAddress(number: string): string {
  return `${recallsRoot}/${number}`;
}

/** The form of a new notice, with the batch it begins with. */
export function newRecallAddress(batch: string): string {
  return `${recallsRoot}/new?batch=${batch}`;
}
