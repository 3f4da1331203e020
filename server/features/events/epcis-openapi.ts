import { rolesThatMay } from '../../domain/roles.ts';
import type { Right } from '../../domain/roles.ts';
import { contractSchemas } from '../../platform/contracts.ts';
import { epcisSchemas } from '../../platform/epcis-contracts.ts';
import { captureLimits } from './capture-reading.ts';
import { errorBehaviours } from './capture-job-model.ts';
import { versionHeaders } from './epcis-problem.ts';
import { queryParameters } from './event-query.ts';
import { fixedTerms } from './event-search.ts';

interface Described {
  summary: string;
  right?: Right;
  parameters?: object[];
  /** A message with events, of what kind. */
  takes?: 'EpcisMessage';
  answers: Record<string, object>;
}

/** What is offered under /epcis, for programs that write their clients from it (OpenAPI 3.1). */
export function epcisOpenApi({ publicOrigin, version }: { publicOrigin: string; version: string }) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nguồn Gốc: EPCIS 2.0',
      version,
      description: `Capture and query of traceability events by EPCIS 2.0 §12. A message holds at most ${captureLimits.events} events and ${captureLimits.bytes} bytes. Named queries, subscriptions and WebSockets are answered with 501. Of lots that are published, anybody reads the public events where their codes lead under gs1:epcis.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicOrigin}/epcis` }],
    paths: Object.fromEntries(
      Object.entries(offered()).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, one]) => [method, operationOf(method, path, one)]),
        ),
      ]),
    ),
    components: {
      schemas: componentSchemas(),
      parameters: Object.fromEntries(versionParameters.map((one) => [one.name, one])),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function offered(): Record<string, Record<string, Described>> {
  const terms = Object.entries(fixedTerms).map(([name, parameter]): [string, Record<string, Described>][] => [
    [`/${name}`, { get: list(`What the events in sight name as ${name}`) }],
    [`/${name}/{value}`, { get: reads(`What can be asked of one of ${name}`) }],
    [`/${name}/{value}/events`, { get: query(`Events found by ${parameter}`, parameter) }],
  ]);
  return {
    '/openapi.json': { get: { summary: 'This document', answers: { 200: json('OpenAPI 3.1.', {}) } } },
    '/capture': {
      post: {
        summary: 'Capture a message; what became of it is told by its job',
        right: 'events.capture',
        takes: 'EpcisMessage',
        parameters: [header('GS1-Capture-Error-Behaviour', { enum: errorBehaviours }), idempotencyKey],
        answers: { 202: { description: 'Taken in; Location names the job.' } },
      },
      get: {
        ...reads('Capture jobs, newest first'),
        parameters: [inQuery('perPage'), inQuery('nextPageToken')],
        answers: { 200: json('Jobs.', { type: 'array', items: jobSchema }) },
      },
    },
    '/capture/{captureID}': {
      get: { ...reads('What became of a message'), answers: { 200: json('The job.', jobSchema) } },
    },
    '/events': {
      post: {
        summary: 'Capture one event',
        right: 'events.capture',
        takes: 'EpcisMessage',
        parameters: [idempotencyKey],
        answers: {
          200: { description: 'Known already; nothing was changed.' },
          201: { description: 'Captured; Location names it.' },
        },
      },
      get: query('Events, of one’s own organisation or of all for the department'),
    },
    '/events/{eventID}': { get: { ...reads('An event by its name'), answers: { 200: events } } },
    ...Object.fromEntries(terms.flat()),
  };
}

function reads(summary: string): Described {
  return { summary, right: 'records.read', answers: { 200: json('A JSON-LD document.', {}) } };
}

function list(summary: string): Described {
  return { ...reads(summary), parameters: [inQuery('perPage'), inQuery('nextPageToken')] };
}

function query(summary: string, without?: string): Described {
  const asked = queryParameters.filter(({ name }) => name !== without);
  return {
    ...reads(summary),
    parameters: asked.map(({ name, pattern }) => inQuery(name, pattern)),
    answers: { 200: events },
  };
}

function operationOf(method: string, path: string, { summary, right, ...one }: Described): object {
  const { parameters = [], takes, answers } = one;
  const named = path.replaceAll(/[{}]/g, '').split('/').filter(Boolean);
  return {
    operationId: [method, ...named].join('-').replace('.', '-'),
    summary,
    ...(right
      ? { security: [{ bearer: [] }], description: `Roles: ${rolesThatMay(right).join(', ')}.` }
      : { security: [] }),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
        return { name, in: 'path', required: true, schema: { type: 'string' } };
      }),
      ...parameters,
      ...versionParameters.map(({ name }) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...(takes && { requestBody: { required: true, content: bothTypes(refTo(takes)) } }),
    responses: { ...answers, default: problem },
  };
}

const problem = {
  description:
    'What went wrong, as an exception of EPCIS: 400 the input, 401 and 403 the caller, 404, 406 another version, 409 another event of that name, 413 too much, 415 no JSON, 501 not offered.',
  content: { 'application/problem+json': { schema: refTo('Problem') } },
};

const events = {
  description: 'An EPCISQueryDocument; Link with rel="next" leads to the next page.',
  content: bothTypes(refTo('EpcisMessage')),
};

const jobSchema = {
  type: 'object',
  required: ['captureID', 'createdAt', 'running', 'success', 'captureErrorBehaviour', 'errors'],
  properties: {
    captureID: { type: 'string' },
    createdAt: { type: 'string', format: 'date-time' },
    finishedAt: { type: 'string', format: 'date-time' },
    running: { type: 'boolean' },
    success: { type: 'boolean' },
    captureErrorBehaviour: { type: 'string', enum: errorBehaviours },
    errors: { type: 'array', items: refTo('Problem') },
  },
};

const idempotencyKey = header('Idempotency-Key', { maxLength: 255 });
const versionParameters = [
  ...['GS1-EPCIS-Version', 'GS1-CBV-Version'].map((name) =>
    header(name, { default: versionHeaders['GS1-EPCIS-Version'] }),
  ),
  header('GS1-EPC-Format', { enum: ['No_Preference', 'Always_GS1_Digital_Link', 'Never_Translates'] }),
];

function header(name: string, schema: object) {
  return { name, in: 'header', schema: { type: 'string', ...schema } };
}

function inQuery(name: string, pattern?: string): object {
  return { name, in: 'query', schema: { type: 'string', ...(pattern !== undefined && { pattern }) } };
}

function json(description: string, schema: object): object {
  return { description, content: { 'application/json': { schema } } };
}

function bothTypes(schema: object): object {
  return { 'application/ld+json': { schema }, 'application/json': { schema } };
}

function refTo(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

/** Each part of a file becomes a schema of its own: `EpcisParts#/$defs/place` is `EpcisParts.place`. */
function componentSchemas(): Record<string, unknown> {
  const own = [...epcisSchemas(), contractSchemas()['Problem']] as SchemaFile[];
  return Object.fromEntries(
    own.flatMap(({ $id, $defs = {}, $schema: _dialect, ...rest }) => {
      const parts = Object.entries($defs).map(([name, part]) => [`${$id}.${name}`, within(part, $id)]);
      return [...parts, [$id, within(rest, $id)]] as [string, unknown][];
    }),
  );
}

interface SchemaFile {
  $id: string;
  $schema?: string;
  $defs?: Record<string, unknown>;
}

/** Files name each other and their own parts; the document wants paths into itself, each standing alone. */
function within(part: unknown, file: string): unknown {
  if (Array.isArray(part)) return part.map((one) => within(one, file));
  if (typeof part !== 'object' || part === null) return part;
  const { $ref, ...others } = part as { $ref?: unknown };
  const rest = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, within(value, file)]));
  if (typeof $ref !== 'string') return rest;
  const [name = '', inside = ''] = $ref.split('#/$defs/');
  const target = refTo(`${name === '' ? file : name}${inside === '' ? '' : `.${inside}`}`);
  if (Object.keys(rest).length === 0) return target;
  const besides = Array.isArray(rest['allOf']) ? (rest['allOf'] as unknown[]) : [];
  return { ...rest, allOf: [target, ...besides] };
}
