import type { ProductContent } from '../platform/contract-types.ts';

type Standard = ProductContent['standards'][number];

const series: readonly Standard['kind'][] = ['TCVN', 'QCVN', 'TCCS'];

/** `TCVN 11041-2:2017 – Nông nghiệp hữu cơ`, however much of it stands in the number already. */
export function standardText({ kind, number, title }: Standard): string {
  const isNamed = !series.includes(kind) || number.toUpperCase().startsWith(kind);
  const designation = isNamed ? number : `${kind} ${number}`;
  return title === undefined ? designation : `${designation} – ${title}`;
}
