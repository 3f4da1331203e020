import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Fault } from '../domain/errors.ts';
import { faultOf } from './contract-faults.ts';

/** Only the beginning of a long list of faults is told: after that a document is wrong as a whole. */
const mostFaults = 50;

/**
 * What is wrong with an EPCIS message or event by our own schemas of the standard. They stand apart from the contracts
 * of our API: they use more of JSON Schema, nothing in them is coerced or filled in, and no type is made of them.
 */
export function epcisFaults(kind: 'EpcisMessage' | 'EpcisEvent', data: unknown): Fault[] {
  const validate = validators().getSchema(kind) as ValidateFunction;
  if (validate(data)) return [];
  return toldOnce(validate.errors ?? []).slice(0, mostFaults);
}

/** Each field has one sentence, the first. */
function toldOnce(errors: readonly ErrorObject[]): Fault[] {
  const faults = telling(errors).map(faultOf);
  const seen = new Set<string>();
  return faults.filter(({ pointer }) => !seen.has(pointer) && seen.add(pointer));
}

/**
 * Branches that do not fit say less than what is wrong inside them. And where something in an object is wrong, JSON
 * Schema counts all its members as strangers: those are told only where nothing else is wrong in there.
 */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const inside = errors.filter(({ keyword }) => !branching.has(keyword));
  const isCause = (error: ErrorObject, { instancePath }: ErrorObject) =>
    error.instancePath.startsWith(`${instancePath}/`) ||
    (error.instancePath === instancePath && error.keyword !== strangers);
  const causes = inside.filter(
    (error) => error.keyword !== strangers || !inside.some((other) => isCause(other, error)),
  );
  return causes.length > 0 ? causes : errors;
}

const strangers = 'unevaluatedProperties';
const branching = new Set(['anyOf', 'oneOf', 'if', 'not']);

let made: Ajv2020 | undefined;

function validators(): Ajv2020 {
  if (made) return made;
  made = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
  });
  addFormats.default(made, ['date-time', 'uri']);
  for (const schema of epcisSchemas()) made.addSchema(schema);
  return made;
}

/** Our own schemas of EPCIS 2.0 as they stand in their files. */
export function epcisSchemas(): (AnySchema & { $id: string })[] {
  const folder = path.resolve(import.meta.dirname, '../../schemas/epcis');
  return readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as AnySchema & { $id: string },
  );
}
