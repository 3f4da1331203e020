import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { systemActor } from '../../server/domain/roles.ts';
import type { Answer } from '../support/http-client.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

interface Expected {
  status?: number;
  statusNot?: number;
  location?: string;
  locationWithoutLinkType?: string;
  emptyBody?: boolean;
  contentType?: string;
  contentTypeIn?: string[];
  headerIncludes?: Record<string, string | string[]>;
  validates?: string;
  hrefs?: string[];
  defaultLinkKeys?: string[];
  json?: object;
  jsonIncludes?: Record<string, unknown[]>;
}

interface Case {
  id: string;
  level: string;
  title: string;
  request: { method: string; path: string; headers?: Record<string, string> };
  expect: Expected;
}

interface CaseFile {
  fixture: { origin: string; linkset: unknown[] };
  cases: Case[];
}

const text = sharedText('cases/resolver-cases.json');
const schemas: Record<string, string | undefined> = {
  'gs1-linkset': sharedText('gs1/linkset-gs1-linkset-schema.json'),
  'resolver-description': sharedText('gs1/resolver-description.schema.json'),
};
const { fixture, cases } = JSON.parse(
  text ?? '{"fixture":{"origin":"","linkset":[]},"cases":[]}',
) as CaseFile;

describeWith(text, 'the cases for a GS1-conformant resolver', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ publicOrigin: fixture.origin });
    await world.features.linkRegister.importLinkset(
      fixture.linkset,
      { actor: systemActor },
      { takeDefaults: false },
    );
  });
  afterAll(() => world.close());

  it.each(cases)('$id ($level): $title', async ({ request, expect: expected }) => {
    const answer = await world.web.send(request.method, request.path, undefined, request.headers);
    for (const [name, check] of Object.entries(checks)) {
      if (expected[name as keyof Expected] !== undefined) check(expected, answer);
    }
    expect(Object.keys(expected).filter((name) => !(name in checks))).toEqual([]);
  });

  it('refuses each of the wrong linksets', () => {
    for (const name of ['gs1/linkset-invalid-gs1-example.json', 'gs1/linkset-invalid-basic-example.json']) {
      expect(validates('gs1-linkset', JSON.parse(sharedText(name) ?? '{}'))).not.toEqual([]);
    }
  });
});

const checks: Record<keyof Expected, (expected: Expected, answer: Answer) => void> = {
  status: ({ status }, answer) => {
    expect(answer.status).toBe(status);
  },
  statusNot: ({ statusNot }, answer) => {
    expect(answer.status).not.toBe(statusNot);
  },
  location: ({ location }, answer) => {
    expect(answer.headers.get('Location')).toBe(location);
  },
  locationWithoutLinkType: ({ locationWithoutLinkType }, answer) => {
    const location = answer.headers.get('Location') ?? '';
    expect(location.replace(/[?&]linkType=[^&]*/, '')).toBe(locationWithoutLinkType);
  },
  emptyBody: (_, answer) => {
    expect(answer.text).toBe('');
  },
  contentType: ({ contentType }, answer) => {
    expect(answer.headers.get('Content-Type')).toBe(contentType);
  },
  contentTypeIn: ({ contentTypeIn }, answer) => {
    expect(contentTypeIn).toContain(answer.headers.get('Content-Type'));
  },
  headerIncludes: ({ headerIncludes = {} }, answer) => {
    for (const [name, parts] of Object.entries(headerIncludes)) {
      for (const part of [parts].flat()) expect(answer.headers.get(name)).toContain(part);
    }
  },
  validates: ({ validates: name = '' }, answer) => {
    expect(validates(name, JSON.parse(answer.text))).toEqual([]);
  },
  hrefs: ({ hrefs }, answer) => {
    expect(hrefsOf(JSON.parse(answer.text)).sort()).toEqual(hrefs);
  },
  defaultLinkKeys: ({ defaultLinkKeys }, answer) => {
    const [first] = (JSON.parse(answer.text) as { linkset: Record<string, object[]>[] }).linkset;
    const defaults = first?.['https://ref.gs1.org/voc/defaultLink'] ?? [];
    expect(defaults.map((link) => Object.keys(link))).toEqual([defaultLinkKeys]);
  },
  json: ({ json }, answer) => {
    expect(answer.body).toMatchObject(json ?? {});
  },
  jsonIncludes: ({ jsonIncludes = {} }, answer) => {
    for (const [member, items] of Object.entries(jsonIncludes)) {
      expect(answer.body[member]).toEqual(expect.arrayContaining(items));
    }
  },
};

function validates(name: string, document: unknown): unknown[] {
  const { $schema, ...schema } = JSON.parse(schemas[name] ?? '{}') as Record<string, unknown>;
  expect($schema).toContain('draft-07');
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.validate(schema, document);
  return ajv.errors ?? [];
}

function hrefsOf({ linkset }: { linkset: Record<string, unknown>[] }): string[] {
  return linkset
    .flatMap((context) => Object.values(context))
    .filter((value): value is { href: string }[] => Array.isArray(value))
    .flatMap((targets) => targets.map(({ href }) => href));
}
