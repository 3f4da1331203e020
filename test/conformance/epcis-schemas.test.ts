import { beforeAll, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { epcisFaults } from '../../server/platform/epcis-contracts.ts';
import { epcisCases, eventsIn } from '../support/epcis-cases.ts';
import type { EpcisSample } from '../support/epcis-cases.ts';
import { mutationsOf } from '../support/json-mutations.ts';
import type { Mutation } from '../support/json-mutations.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';

const theirSchema = sharedText('epcis/epcis-document.schema.json');
const cases = epcisCases();

/** Not what their names or folders say, by either schema: what is wrong with them, as told by ours. */
const refused: Record<string, string> = {
  'epcis2js/hashing/epcisDocHavingEventWithComment.json': '/id',
  'epcis2js/hashing/epcisDocWithDefaultSchemaInContext.json': '/id',
  'openepcis/Capture/Documents/AggregationEvent_with_sensorData.json':
    '/epcisBody/eventList/0/sensorElementList/2/sensorReport/0/bizRules',
  'openepcis/Query/SensorData_with_combined_events.json':
    '/epcisBody/queryResults/resultsBody/eventList/7/sensorElementList/0/sensorReport/1/type',
  'openepcis/Query/Queries/SimpleEventQuery.json': '/type',
};

interface Disagreement {
  because: string;
  fits: (mutation: Mutation, document: unknown) => boolean;
}

/** Where GS1's schema accepts and ours refuses, and why. Any other disagreement, and any the other way, fails. */
const disagreements: Disagreement[] = [
  {
    because:
      'An event of somebody’s own type does not tell what it is about, so nobody’s right to it can be judged.',
    fits: ({ path }, document) =>
      path.endsWith('type') && typesIn(document).some((type) => type.includes(':')),
  },
  {
    because: 'A unit without an amount says nothing (EPCIS 2.0 §7.3.3.3: absent together).',
    fits: ({ kind, path }) =>
      (kind === 'removed' && path.endsWith('/quantity')) || (kind === 'with uom' && path.endsWith('List/*')),
  },
  {
    because: 'An aggregation made or undone names the whole (EPCIS 2.0 §7.4.3: optional in OBSERVE only).',
    fits: ({ kind, path }) =>
      (kind === 'removed' && path.endsWith('parentID')) || path.endsWith('action') || path.endsWith('type'),
  },
  {
    because: 'What is in a carton is a set there as everywhere else; their schema says so for epcList alone.',
    fits: ({ kind, path }) => kind === 'repeated item' && /(childEPCs|epcList)$/.test(path),
  },
  {
    because: 'A bare word that EPCIS does not know is a slip, at a place or in the body as in the event.',
    fits: ({ kind, path }) =>
      kind.startsWith('with ') && /(^|\/)(readPoint|bizLocation|epcisBody)$/.test(path),
  },
];

describeWith(theirSchema, 'our schemas of EPCIS 2.0', () => {
  let theirs: ValidateFunction;
  const used = new Set<Disagreement>();

  beforeAll(() => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    theirs = ajv.compile(JSON.parse(theirSchema ?? '') as object);
  });

  it.each(cases.map(({ name, document }) => [name, document] as const))('judge %s', (name, document) => {
    const pointers = epcisFaults('EpcisMessage', document).map(({ pointer }) => pointer);
    const known = refused[name.replace('cases/epcis/', '')];
    if (known !== undefined) expect(pointers).toContain(known);
    else if (name.includes('/Invalid/')) expect(pointers).not.toEqual([]);
    else expect(pointers).toEqual([]);
    expect(theirs(document)).toBe(pointers.length === 0);
  });

  it('agree with GS1’s over every change of every valid document, but for what is explained', () => {
    const seen = new Set<string>();
    for (const { document } of validCases()) {
      const kinds = [...new Set(typesIn(document))].sort().join();
      for (const mutation of mutationsOf(document)) {
        const label = `${kinds} ${mutation.kind} ${mutation.path}`;
        if (seen.has(label)) continue;
        seen.add(label);
        expect(unexplained(mutation.make(), [mutation])).toBeUndefined();
      }
    }
    expect(seen.size).toBeGreaterThan(20_000);
    expect(disagreements.filter((known) => !used.has(known))).toEqual([]);
  });

  it('agree with GS1’s over several changes at once', () => {
    const valid = validCases();
    const change = fc.nat();
    fc.assert(
      fc.property(fc.nat(), fc.array(change, { minLength: 2, maxLength: 4 }), (first, changes) => {
        let { document }: { document: unknown } = valid[first % valid.length] ?? { document: {} };
        const made: Mutation[] = [];
        for (const number of changes) {
          const possible = [...mutationsOf(document)];
          const mutation = possible[number % possible.length];
          if (!mutation) continue;
          document = mutation.make();
          made.push(mutation);
        }
        expect(unexplained(document, made)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  function validCases() {
    return cases.filter(({ document }) => theirs(document));
  }

  /** What nobody foresaw, told so that it can be looked at; undefined where both agree or we know why not. */
  function unexplained(document: unknown, mutations: readonly Mutation[]): unknown {
    const faults = epcisFaults('EpcisMessage', document);
    const accepted = theirs(document);
    if ((faults.length === 0) === accepted) return undefined;
    const known = disagreements.filter(({ fits }) => mutations.some((mutation) => fits(mutation, document)));
    for (const disagreement of known) used.add(disagreement);
    if (known.length > 0 && accepted) return undefined;
    return { faults, theirs: theirs.errors, made: mutations.map(({ kind, path }) => `${kind} ${path}`) };
  }
});

function typesIn(document: unknown): string[] {
  return eventsIn(document as EpcisSample).map(({ type }) => String(type));
}
