/** Writes server/platform/contract-types.ts from schemas/. With --check it only compares and fails on a difference. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from 'json-schema-to-typescript';
import type { JSONSchema } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'server/platform/contract-types.ts');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const written = await generate();
if (!values.check) writeFileSync(target, written);
else if (readFileSync(target, 'utf8') !== written) {
  console.error('contract-types.ts does not match schemas/: run `npm run contracts`.');
  process.exitCode = 1;
}

async function generate(): Promise<string> {
  const schemas = readSchemas();
  const names = Object.keys(schemas).sort();
  const bundle = {
    $id: 'Contracts',
    title: 'Contracts',
    type: 'object',
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    definitions: schemas,
  } as JSONSchema;
  const types = await compile(bundle, 'Contracts', {
    bannerComment: '',
    format: false,
    ignoreMinAndMaxItems: true,
  });
  const banner = '// Generated from schemas/ by scripts/generate-contracts.ts; do not edit.\n\n';
  const style = await resolveConfig(target);
  return format(banner + types, { ...style, parser: 'typescript' });
}

function readSchemas(): Record<string, object> {
  const folder = path.join(root, 'schemas');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.schema.json') && !file.startsWith('epcis'),
  );
  return Object.fromEntries(
    files.map((file) => {
      const {
        $id,
        $schema: _dialect,
        ...schema
      } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as {
        $id: string;
        $schema: string;
      };
      return [$id, { ...(withLocalReferences(schema) as object), title: $id }];
    }),
  );
}

/** Contracts refer to each other by name; the compiler wants paths into one document. */
function withLocalReferences(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withLocalReferences);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === '$ref' ? [key, `#/definitions/${String(value)}`] : [key, withLocalReferences(value)],
    ),
  );
}
