import { reviewTable } from '../server/domain/review-table.ts';
import type { Transition } from '../server/domain/review-table.ts';
import { workingDaysFor } from '../server/domain/review-flags.ts';

const people: Record<Transition['by'], string> = {
  producer: 'the producer',
  officer: 'an officer who did not submit it',
  'other-officer': 'an officer other than the one who endorsed it',
};

/** The page that `npm run diagram` writes: everything on it is read from the table that the server works by. */
export function reviewPage(): string {
  return `# The states of review

Written by \`npm run diagram\` from \`server/domain/review-table.ts\`; a test holds it to the table. An act that has no arrow here does not exist: it is not offered, and it is answered with 409.

## One version before the department

\`\`\`mermaid
stateDiagram-v2
${arrowsOf(({ submission }) => submission).join('\n')}
\`\`\`

## The record itself

The content in force stays in force beside all of these, until the next approval.

\`\`\`mermaid
stateDiagram-v2
${arrowsOf(({ record, act }) => (act === 'endorse' ? undefined : record)).join('\n')}
\`\`\`

## Who may do what

${table(
  ['Act', 'Version', 'Record', 'By', 'Asks for'],
  reviewTable.map(({ act, submission, record, by, asks, officers }) => [
    officers === undefined
      ? act
      : `${act} (${officers === 2 ? 'two officers needed' : 'one officer suffices'})`,
    submission ? `${submission[0] ?? '(new)'} → ${submission[1]}` : '',
    `${record[0]} → ${record[1]}`,
    people[by],
    asks ?? '',
  ]),
)}

Two officers are needed where a change of what is in force follows a consumer's report about it.

## The department's own time

${table(
  ['Kind', 'Working days'],
  Object.entries(workingDaysFor).map(([kind, days]) => [kind, String(days)]),
)}
`;
}

type Pair = readonly [from: string | null, to: string] | undefined;

function arrowsOf(pairOf: (row: Transition) => Pair): string[] {
  const lines = reviewTable.flatMap((row) => {
    const pair = pairOf(row);
    return pair ? [`  ${pair[0] ?? '[*]'} --> ${pair[1]}: ${row.act}`] : [];
  });
  return [...new Set(lines)];
}

/** As the formatter would leave it: cells as wide as their column. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
