import { parseArgs } from 'node:util';
import { onBenchDatabase } from '../load/bench-database.ts';
import { drainSection } from '../sync-bench/drain-section.ts';
import { outageSection } from '../sync-bench/outage-section.ts';

/**
 * `npm run bench -- sync [--records 2000] [--backlog 100000]`: how fast the worker carries the outbox.
 * `npm run bench -- sync outage [--rounds 6]`: whether approvals and public pages notice a gateway that is down.
 */
export function bench(args: string[]): Promise<object> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      records: { type: 'string', default: '2000' },
      backlog: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '6' },
    },
  });
  const [section = 'drain'] = positionals;
  if (section === 'outage') return onBenchDatabase((place) => outageSection(place, Number(values.rounds)));
  if (section !== 'drain') throw new Error('Sections: drain, outage');
  const wanted = { records: Number(values.records), backlog: Number(values.backlog) };
  return onBenchDatabase((place) => drainSection(place, wanted));
}
