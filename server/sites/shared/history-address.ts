import type { Subject } from '../../domain/change.ts';

export type DeskRoot = '/producer' | '/department';

/** Where producers and the department read all of a record's history; a part of it under the same address. */
export function historyAddress(
  root: DeskRoot,
  { kind, id }: { kind: Subject['kind']; id: string },
  part = '',
): string {
  const whole = `${root}/history/${kind}/${encodeURIComponent(id)}`;
  return part === '' ? whole : `${whole}/${part}`;
}
