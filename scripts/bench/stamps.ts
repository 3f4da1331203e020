import { onBenchDatabase } from '../load/bench-database.ts';
import type { BenchPlace } from '../load/bench-database.ts';
import { checkSection } from '../stamp-bench/check-section.ts';
import { issueSection } from '../stamp-bench/issue-section.ts';
import { labelsSection } from '../stamp-bench/labels-section.ts';
import { pagesSection } from '../stamp-bench/pages-section.ts';

/** One file a section in scripts/stamp-bench; a section returns its figures and the targets they are held against. */
const sections: Record<string, (place: BenchPlace) => Promise<object>> = {
  issue: issueSection,
  check: checkSection,
  labels: labelsSection,
  pages: pagesSection,
};

/** `npm run bench -- stamps [section …]`: all sections, or those named. */
export function bench(named: string[]): Promise<object> {
  const chosen = Object.entries(sections).filter(([name]) => named.length === 0 || named.includes(name));
  if (chosen.length === 0) throw new Error(`Sections: ${Object.keys(sections).join(', ')}`);
  return onBenchDatabase(async (place) => {
    const report: Record<string, object> = {};
    for (const [name, section] of chosen) report[name] = await section(place);
    return report;
  });
}
