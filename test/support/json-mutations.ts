/** One change to a JSON document, told by what kind it is and where: indexes are stars. */
export interface Mutation {
  kind: string;
  path: string;
  /** The changed document. */
  make: () => unknown;
}

const wrongValues: Record<string, unknown> = {
  null: null,
  number: 7,
  boolean: true,
  text: 'nonsense',
  spaces: 'not a uri',
  'impossible time': '2026-13-45T99:00:00Z',
  'time without zone': '2026-01-01T10:00:00',
  date: '2026-01-01',
  uri: 'https://example.org/x',
  urn: 'urn:example:x',
  'retired word': 'urn:epcglobal:cbv:bizstep:shipping',
  'retired namespace': 'https://ns.gs1.org/cbv/BizStep-shipping',
  'other namespace': 'https://gs1.org/voc/Temperature',
  version: '1.0',
  offset: '+15:00',
  'lower-case action': 'observe',
  action: 'ADD',
  'other action': 'DELETE',
  'other type': 'TransactionEvent',
  'own type': 'https://example.org/OwnEvent',
  unit: 'kg',
  object: {},
  list: [],
  'list of texts': ['nonsense'],
  'list of uris': ['https://example.org/x'],
  'list of nothing': [{}],
};

const strangers: Record<string, unknown> = {
  stranger: 1,
  'ex:own': 'x',
  'https://example.org/own': { deep: [1] },
  ilmd: { 'ex:colour': 'red' },
  parentID: 'https://example.org/parent',
  transformationID: 'https://example.org/run',
  uom: 'KGM',
  errorDeclaration: { declarationTime: '2026-01-01T00:00:00Z', reason: 'did_not_occur' },
  persistentDisposition: { set: ['recalled'] },
};

/** Every place of a document changed in every way, one at a time. */
export function* mutationsOf(document: unknown): Generator<Mutation> {
  for (const steps of placesIn(document)) {
    const path = steps.map((step) => (typeof step === 'number' ? '*' : step)).join('/');
    if (steps.length > 0) yield { kind: 'removed', path, make: () => changed(document, steps, remove) };
    for (const [kind, value] of Object.entries(wrongValues)) {
      if (steps.length > 0) yield { kind, path, make: () => changed(document, steps, put(value)) };
    }
    const here = steps.reduce((value, step) => (value as Tree)[step], document);
    if (Array.isArray(here) && here.length > 0) {
      const twice = [...(here as unknown[]), here[0]];
      yield { kind: 'repeated item', path, make: () => changed(document, steps, put(twice)) };
    } else if (typeof here === 'object' && here !== null && !Array.isArray(here)) {
      for (const [name, value] of Object.entries(strangers)) {
        if (Object.hasOwn(here, name)) continue;
        const more = { ...here, [name]: value };
        const make = () => (steps.length === 0 ? more : changed(document, steps, put(more)));
        yield { kind: `with ${name}`, path, make };
      }
    }
  }
}

type Step = string | number;
type Tree = Record<Step, unknown>;

function* placesIn(value: unknown, at: Step[] = []): Generator<Step[]> {
  yield at;
  if (typeof value !== 'object' || value === null) return;
  const steps: Step[] = Array.isArray(value) ? Array.from(value.keys()) : Object.keys(value);
  for (const step of steps) yield* placesIn((value as Tree)[step], [...at, step]);
}

function changed(document: unknown, steps: Step[], alter: (holder: Tree, step: Step) => void): unknown {
  const copy = structuredClone(document);
  const holder = steps.slice(0, -1).reduce((value, step) => (value as Tree)[step], copy);
  const last = steps.at(-1);
  if (last !== undefined) alter(holder as Tree, last);
  return copy;
}

function remove(holder: Tree, step: Step): void {
  if (Array.isArray(holder)) holder.splice(Number(step), 1);
  else Reflect.deleteProperty(holder, step);
}

function put(value: unknown): (holder: Tree, step: Step) => void {
  return (holder, step) => {
    holder[step] = value;
  };
}
