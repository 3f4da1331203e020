import { onBenchDatabase } from '../load/bench-database.ts';
import type { BenchPlace } from '../load/bench-database.ts';
import { captureSection } from '../trace-bench/capture-section.ts';
import { graphSection } from '../trace-bench/graph-section.ts';

/** One file a section in scripts/trace-bench; a section returns its figures. */
const sections: Record<string, (place: BenchPlace) => Promise<object>> = {
  capture: captureSection,
  graph: graphSection,
};

/** `npm run bench -- trace [section …]`: all sections, or those named. */
export function bench(named: string[]): Promise<object> {
  const chosen = Object.entries(sections).filter(([name]) => named.length === 0 || named.includes(name));
  if (chosen.length === 0) throw new Error(`Sections: ${Object.keys(sections).join(', ')}`);
  return onBenchDatabase(async (place) => {
    const report: Record<string, object> = {};
    for (const [name, section] of chosen) report[name] = await section(place);
    return report;
  });
}
