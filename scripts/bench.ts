import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

interface Benchmark {
  /** Measures and returns what is printed as JSON. */
  bench: (args: string[]) => unknown;
}

const folder = path.join(import.meta.dirname, 'bench');

/** `npm run bench -- identifiers`: one file of scripts/bench each, figures as JSON on standard output. */
async function main([name = '', ...args]: string[]): Promise<void> {
  const names = readdirSync(folder).map((file) => path.basename(file, '.ts'));
  if (!names.includes(name)) {
    console.error(`Usage: npm run bench -- ${names.join(' | ')}`);
    process.exitCode = 2;
    return;
  }
  const { bench } = (await import(pathToFileURL(path.join(folder, `${name}.ts`)).href)) as Benchmark;
  console.log(JSON.stringify(await bench(args), null, 2));
}

await main(process.argv.slice(2));
