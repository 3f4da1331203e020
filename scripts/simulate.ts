import { parseArgs } from 'node:util';
import { simulateScans } from './simulate/scans.ts';

const usage = 'Usage: npm run simulate -- scans [--seed 1] [--scans 100000] [--copied 50]';

/** `npm run simulate -- scans`: a season through the server's own rules, figures as JSON; the same seed, the same figures. */
function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      scans: { type: 'string', default: '100000' },
      copied: { type: 'string', default: '50' },
    },
  });
  const [seed = NaN, scans = NaN, copied = NaN] = [values.seed, values.scans, values.copied].map(Number);
  const isUnderstood = positionals.join() === 'scans' && [seed, scans, copied].every(Number.isSafeInteger);
  if (!isUnderstood) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  console.log(JSON.stringify(simulateScans({ seed, scans, copied }), null, 2));
}

main();
