import { rolesThatMay } from '../domain/roles.ts';
import { contractSchemas } from './contracts.ts';
import type { Operation } from './operation.ts';

interface Deployment {
  publicOrigin: string;
  version: string;
}

/** The OpenAPI 3.1 document, made from the operations the router mounts and the contracts it checks. */
export function openApiDocument(operations: readonly Operation[], { publicOrigin, version }: Deployment) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nguồn Gốc',
      version,
      description:
        'Product traceability of a provincial Department of Science and Technology. Errors are problem documents (RFC 9457) that name each wrong field by JSON Pointer, in the language of Accept-Language (vi, en).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${publicOrigin}/api/v1` }],
    externalDocs: {
      description: 'The machine interface for events (EPCIS 2.0), in a document of its own.',
      url: `${publicOrigin}/epcis/openapi.json`,
    },
    tags: [...new Set(operations.map(({ tag }) => tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function described(operation: Operation): object {
  const { method, path, tag, summary, right, query, body, status } = operation;
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    ...(right === 'anyone'
      ? { security: [] }
      : { security: [{ bearer: [] }], description: `Roles: ${rolesThatMay(right).join(', ')}.` }),
    parameters: [
      ...pathParameters(path),
      ...(query ? queryParameters(query) : []),
      ...headerParameters(operation),
    ],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: ref(body) } } } }),
    responses: { [status]: answered(operation), default: problem },
  };
}

const problem = {
  description: 'What went wrong.',
  content: { 'application/problem+json': { schema: ref('Problem') } },
};

function answered({ answer }: Operation): object {
  if (answer === 'nothing') return { description: 'Done.' };
  if (answer === 'binary') return { description: 'The file.', content: { '*/*': {} } };
  return { description: 'The answer.', content: { 'application/json': { schema: ref(answer) } } };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name.endsWith('Id') ? ref('Id') : { type: 'string' },
  }));
}

interface ObjectSchema {
  properties?: Record<string, object>;
  required?: string[];
}

function queryParameters(contract: string): object[] {
  const { properties = {}, required = [] } = contractSchemas()[contract] as ObjectSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: withComponentReferences(schema),
  }));
}

function headerParameters({ method, changes }: Operation): object[] {
  const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } };
  const version = { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } };
  return [...(method === 'post' ? [key] : []), ...(changes ? [version] : [])];
}

function operationId(method: string, path: string): string {
  const words = path.replaceAll(/[{}]/g, '').split(/[/-]/).filter(Boolean);
  return [method, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

function componentSchemas(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(contractSchemas())
      .filter(([name]) => name !== 'Configuration')
      .map(([name, schema]) => {
        const { $id: _id, $schema: _dialect, ...rest } = schema as { $id: string; $schema?: string };
        return [name, withComponentReferences(rest)];
      }),
  );
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

/** Contracts name each other; the document wants paths into itself. */
function withComponentReferences(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withComponentReferences);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, `#/components/schemas/${value}`]
        : [key, withComponentReferences(value)],
    ),
  );
}
