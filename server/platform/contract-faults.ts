import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Fault, Sentence } from '../domain/errors.ts';
import type { MessageKey } from '../locales/catalogue.ts';

/** What a contract found wrong, said for people. A schema may name its own sentence with `x-says`. */
export function faultOf(error: ErrorObject): Fault {
  return { pointer: pointerOf(error), ...sentenceOf(error) };
}

function pointerOf({ keyword, instancePath, params }: ErrorObject): string {
  if (keyword === 'required') return `${instancePath}/${escapePointer(String(params['missingProperty']))}`;
  const stranger = strangerIn(params);
  if (stranger !== undefined) return `${instancePath}/${escapePointer(stranger)}`;
  return instancePath;
}

/** The name of a member that should not be there. */
function strangerIn(params: Params): string | undefined {
  return (params['additionalProperty'] ?? params['unevaluatedProperty']) as string | undefined;
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function sentenceOf(error: ErrorObject): Sentence {
  const own = (error.parentSchema as { 'x-says'?: MessageKey } | undefined)?.['x-says'];
  if (own && (error.keyword === 'pattern' || error.keyword === 'format')) return { key: own };
  return sentences[error.keyword]?.(error.params) ?? { key: 'errors.pattern' };
}

type Params = Record<string, unknown>;

const sentences: Partial<Record<string, (params: Params) => Sentence>> = {
  required: () => ({ key: 'errors.required' }),
  additionalProperties: unknownField,
  unevaluatedProperties: unknownField,
  type: (params) => ({ key: 'errors.wrong-type', params: { expected: String(params['type']) } }),
  enum: (params) => ({
    key: 'errors.not-one-of',
    params: { values: (params['allowedValues'] as unknown[]).join(', ') },
  }),
  const: (params) => ({ key: 'errors.not-one-of', params: { values: String(params['allowedValue']) } }),
  maxLength: (params) => ({ key: 'errors.too-long', params: limitOf(params) }),
  minLength: (params) =>
    params['limit'] === 1 ? { key: 'errors.required' } : { key: 'errors.too-short', params: limitOf(params) },
  minimum: (params) => ({ key: 'errors.at-least', params: limitOf(params) }),
  maximum: (params) => ({ key: 'errors.at-most', params: limitOf(params) }),
  minItems: (params) => ({ key: 'errors.too-few-items', params: limitOf(params) }),
  maxItems: (params) => ({ key: 'errors.too-many-items', params: limitOf(params) }),
  uniqueItems: () => ({ key: 'errors.duplicate-items' }),
  format: (params) => ({ key: formatSentences[String(params['format'])] ?? 'errors.pattern' }),
};

const formatSentences: Partial<Record<string, MessageKey>> = {
  date: 'errors.format-date',
  'date-time': 'errors.format-date-time',
  uri: 'errors.format-uri',
  'web-address': 'errors.format-uri',
  email: 'errors.format-email',
};

function unknownField(params: Params): Sentence {
  return { key: 'errors.unknown-field', params: { field: strangerIn(params) ?? '' } };
}

function limitOf(params: Params): { limit: number } {
  return { limit: Number(params['limit']) };
}
