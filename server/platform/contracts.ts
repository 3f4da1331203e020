import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { invalid } from '../domain/errors.ts';
import type { Fault } from '../domain/errors.ts';
import type { Contracts } from './contract-types.ts';
import { faultOf } from './contract-faults.ts';

export type ContractName = keyof Contracts;

const schemaFolder = path.resolve(import.meta.dirname, '../../schemas');
const strict = lazily(() => validator({ coerceTypes: false }));
const coercing = lazily(() => validator({ coerceTypes: true }));

/** The data as the contract describes it, defaults filled in; otherwise every wrong field at once. */
export function parse<Name extends ContractName>(name: Name, data: unknown): Contracts[Name] {
  return checked(strict(), name, data);
}

/** The same for query strings and environment variables, whose values all arrive as text. */
export function parseText<Name extends ContractName>(name: Name, data: unknown): Contracts[Name] {
  return checked(coercing(), name, data);
}

/** All contracts as stored, for the OpenAPI document. */
export const contractSchemas = lazily(() => readSchemas());

function checked<Name extends ContractName>(ajv: Ajv2020, name: Name, data: unknown): Contracts[Name] {
  const validate = ajv.getSchema(name) as ValidateFunction<Contracts[Name]> | undefined;
  if (!validate) throw new Error(`No contract ${name}`);
  const copy: unknown = structuredClone(data);
  if (validate(copy)) return copy;
  throw invalid(faultsOf(validate.errors ?? []));
}

/** One sentence a field: the first. That no branch of a choice fits says less than what is wrong inside it. */
function faultsOf(errors: readonly ErrorObject[]): Fault[] {
  const inside = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf');
  const faults = (inside.length > 0 ? inside : errors).map(faultOf);
  const first = new Map(faults.toReversed().map((fault) => [fault.pointer, fault]));
  return faults.filter((fault) => first.get(fault.pointer) === fault);
}

function validator({ coerceTypes }: { coerceTypes: boolean }): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    useDefaults: true,
    coerceTypes,
    strict: true,
    strictRequired: false,
  });
  addFormats.default(ajv, ['date', 'date-time', 'email', 'uri']);
  ajv.addFormat('web-address', { validate: isWebAddress });
  ajv.addKeyword({ keyword: 'x-says', schemaType: 'string' });
  for (const schema of Object.values(contractSchemas())) ajv.addSchema(schema);
  return ajv;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}

/** `schemas/epcis` describes a standard, not our API: `epcis-contracts.ts` reads it (ADR 0019). */
function readSchemas(): Record<string, { $id: string }> {
  const files = readdirSync(schemaFolder, { recursive: true, encoding: 'utf8' });
  const schemas = files
    .filter((file) => file.endsWith('.schema.json') && !file.startsWith('epcis'))
    .map((file) => JSON.parse(readFileSync(path.join(schemaFolder, file), 'utf8')) as { $id: string });
  return Object.fromEntries(schemas.map((schema) => [schema.$id, schema]));
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
