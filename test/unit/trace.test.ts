import { describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import fc from 'fast-check';
import { chainOf } from '../../server/domain/trace/trace-cycle.ts';
import { traceShares } from '../../server/domain/trace/trace-shares.ts';
import { traceSteps } from '../../server/domain/trace/trace-step.ts';
import type { TracedEvent, TraceStep } from '../../server/domain/trace/trace-step.ts';
import { ends, walk } from '../../server/domain/trace/trace-walk.ts';
import type { Direction } from '../../server/domain/trace/trace-walk.ts';

const lot = (number: number | string) => `https://id.gs1.org/01/09520990000015/10/L${number}`;
const wide = { depth: 100, lots: 100_000 };

function making(id: string, from: [string, number?][], to: [string, number?][]): TraceStep {
  const lines = (all: [string, number?][]) =>
    all.map(([name, quantity]) => ({ id: name, ...(quantity !== undefined && { quantity, uom: 'KGM' }) }));
  const at = new Date('2026-11-01T00:00:00Z');
  return {
    id,
    kind: 'making',
    organisation: 'a',
    at,
    stage: null,
    place: null,
    from: lines(from),
    to: lines(to),
  };
}

function storeOf(steps: readonly TraceStep[]) {
  return (ids: readonly string[], direction: Direction) =>
    Promise.resolve(steps.filter((step) => ends(step, direction).near.some(({ id }) => ids.includes(id))));
}

async function sharesOf(
  steps: readonly TraceStep[],
  start: string,
  direction: Direction,
  quantity?: (id: string) => number,
) {
  const walked = await walk(start, direction, { bounds: wide, stepsAt: storeOf(steps) });
  const quantityOf = (id: string) =>
    quantity ? { value: String(quantity(id)), unit: 'KGM' as const } : null;
  return { walked, shares: traceShares(walked, { quantityOf, makings: steps }) };
}

interface Chain {
  steps: TraceStep[];
  made: Map<string, number>;
}

/** A chain that could have been: every step uses what is left of earlier lots, splits and merges, and loses some. */
const chains = (losses: boolean): fc.Arbitrary<Chain> =>
  fc
    .record({
      raw: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 }),
      plans: fc.array(
        fc.record({
          picks: fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 100 })), {
            minLength: 1,
            maxLength: 4,
          }),
          outputs: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
          kept: fc.integer({ min: 10, max: 100 }),
        }),
        { maxLength: 14 },
      ),
    })
    .map(({ raw, plans }) => {
      const made = new Map(raw.map((quantity, index) => [lot(index), quantity]));
      const left = new Map(made);
      const steps: TraceStep[] = [];
      for (const [number, { picks, outputs, kept }] of plans.entries()) {
        const lots = [...left.keys()];
        const inputs = new Map<string, number>();
        for (const [pick, percent] of picks) {
          const id = lots[pick % lots.length] ?? '';
          const taken = ((left.get(id) ?? 0) * percent) / 128;
          if (taken === 0) continue;
          left.set(id, (left.get(id) ?? 0) - taken);
          inputs.set(id, (inputs.get(id) ?? 0) + taken);
        }
        if (inputs.size === 0) continue;
        const mass = [...inputs.values()].reduce((sum, one) => sum + one) * (losses ? kept / 128 : 1);
        const whole = outputs.reduce((sum, one) => sum + one);
        const results = outputs.map((part, index): [string, number] => [
          lot(`${number}-${index}`),
          (mass * part) / whole,
        ]);
        for (const [id, quantity] of results) {
          made.set(id, quantity);
          left.set(id, quantity);
        }
        steps.push(making(`s${number}`, [...inputs], results));
      }
      return { steps, made };
    });

const near = (a: Big | null | undefined, b: number) => {
  expect(a).not.toBeNull();
  expect(Math.abs(Number(a) - b)).toBeLessThan(1e-6);
};

describe('any chain of lots', () => {
  it('keeps the whole of a lot: what rests along the way forward, and the ends of the way back, add up to it', async () => {
    await fc.assert(
      fc.asyncProperty(chains(true), async ({ steps, made }) => {
        for (const start of made.keys()) {
          for (const direction of ['forward', 'back'] as const) {
            const { shares } = await sharesOf(steps, start, direction, (id) => made.get(id) ?? 0);
            const sum = [...shares.values()].reduce((all, { rests }) => all.plus(rests ?? 0), new Big(0));
            near(sum, 1);
            for (const { rests } of shares.values()) expect(Number(rests)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the same walked back and forward', async () => {
    await fc.assert(
      fc.asyncProperty(chains(true), async ({ steps, made }) => {
        const reach = async (direction: Direction) => {
          const pairs = new Set<string>();
          for (const start of made.keys()) {
            const { depths } = await walk(start, direction, { bounds: wide, stepsAt: storeOf(steps) });
            for (const end of depths.keys())
              pairs.add(direction === 'forward' ? `${start}>${end}` : `${end}>${start}`);
          }
          return [...pairs].sort();
        };
        expect(await reach('back')).toEqual(await reach('forward'));
      }),
      { numRuns: 40 },
    );
  });

  it('says the same amount both ways where nothing is lost', async () => {
    await fc.assert(
      fc.asyncProperty(chains(false), async ({ steps, made }) => {
        const quantity = (id: string) => made.get(id) ?? 0;
        const last = [...made.keys()].at(-1) ?? '';
        const { shares: back } = await sharesOf(steps, last, 'back', quantity);
        for (const [id, { reached }] of back) {
          const { shares: forward } = await sharesOf(steps, id, 'forward', quantity);
          near(forward.get(last)?.reached?.times(quantity(id)), Number(reached) * quantity(last));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never goes further than it may, and says when it stopped', async () => {
    await fc.assert(
      fc.asyncProperty(
        chains(true),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 12 }),
        async ({ steps, made }, depth, lots) => {
          const [start = ''] = made.keys();
          const whole = await walk(start, 'forward', { bounds: wide, stepsAt: storeOf(steps) });
          const bounded = await walk(start, 'forward', { bounds: { depth, lots }, stepsAt: storeOf(steps) });
          expect(bounded.depths.size).toBeLessThanOrEqual(lots);
          expect(Math.max(...bounded.depths.values())).toBeLessThanOrEqual(depth);
          const isWhole =
            bounded.depths.size === whole.depths.size && bounded.steps.length === whole.steps.length;
          expect(bounded.cut === null).toBe(isWhole);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('takes up no step that closes a ring, and every other one', async () => {
    await fc.assert(
      fc.asyncProperty(
        chains(true).filter(({ steps }) => steps.length > 0),
        fc.nat(1000),
        fc.nat(1000),
        async ({ steps, made }, one, other) => {
          const ids = [...made.keys()];
          const [from = '', to = ''] = [ids[one % ids.length], ids[other % ids.length]];
          const chain = chainOf([]);
          for (const step of steps) {
            expect(chain.cycleThrough(step)).toBeUndefined();
            chain.add(step);
          }
          const { depths } = await walk(to, 'forward', { bounds: wide, stepsAt: storeOf(steps) });
          expect(chain.cycleThrough(making('new', [[from]], [[to]])) !== undefined).toBe(depths.has(from));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('shares', () => {
  const share = async (
    steps: TraceStep[],
    start: string,
    end: string,
    { forward: quantity }: { forward?: number } = {},
  ) => {
    const direction = quantity === undefined ? 'back' : 'forward';
    const { shares } = await sharesOf(steps, start, direction, quantity ? () => quantity : undefined);
    const found = shares.get(end)?.reached;
    return found ? Number(found.toFixed(4)) : null;
  };

  it('follow the quantities in whatever unit they are told', async () => {
    const tonnes = making('s', [[lot('a')], [lot('b')]], [[lot('x'), 90]]);
    tonnes.from = [
      { id: lot('a'), quantity: 0.3, uom: 'TNE' },
      { id: lot('b'), quantity: 100, uom: 'KGM' },
    ];
    expect(await share([tonnes], lot('x'), lot('a'))).toBe(0.75);
    expect(await share([tonnes], lot('a'), lot('x'), { forward: 600 })).toBe(0.5);
  });

  it('are not known where a quantity is missing or kilograms stand beside litres', async () => {
    const silent = making('s', [[lot('a')], [lot('b'), 5]], [[lot('x'), 90]]);
    expect(await share([silent], lot('x'), lot('b'))).toBeNull();
    const mixed = making('s', [[lot('a'), 5]], [[lot('x'), 4]]);
    mixed.from.push({ id: lot('b'), quantity: 5, uom: 'LTR' });
    expect(await share([mixed], lot('x'), lot('a'))).toBeNull();
    expect(await share([silent], lot('a'), lot('x'), { forward: 10 })).toBeNull();
  });

  it('need no quantity where there is one way only', async () => {
    expect(await share([making('s', [[lot('a')]], [[lot('x')], [lot('y')]])], lot('x'), lot('a'))).toBe(1);
  });

  it('count a lot that was used beyond its quantity as all that was used', async () => {
    const uses = [
      making('1', [[lot('a'), 60]], [[lot('x'), 60]]),
      making('2', [[lot('a'), 140]], [[lot('y'), 1]]),
    ];
    expect(await share(uses, lot('a'), lot('x'), { forward: 100 })).toBe(0.3);
  });
});

describe('steps out of events', () => {
  const event = (differing: Partial<TracedEvent>): TracedEvent => ({
    organisation: 'a',
    eventId: 'e',
    at: new Date('2026-11-01T00:00:00Z'),
    isDeclaredWrong: false,
    facts: { type: 'TransformationEvent', action: null, bizStep: null, transformationId: null },
    epcis: {
      inputQuantityList: [{ epcClass: lot('a'), quantity: 10, uom: 'KGM' }],
      outputQuantityList: [{ epcClass: lot('x'), quantity: 9, uom: 'KGM' }],
    },
    source: null,
    stage: null,
    place: null,
    ...differing,
  });

  it('are none of an event that was declared wrong, whichever of the two came first', () => {
    expect(traceSteps([event({}), event({ isDeclaredWrong: true })])).toEqual([]);
    expect(traceSteps([event({ isDeclaredWrong: true }), event({})])).toEqual([]);
    expect(traceSteps([event({}), event({ eventId: 'f', isDeclaredWrong: true })])).toHaveLength(1);
    expect(traceSteps([event({}), event({ organisation: 'b', isDeclaredWrong: true })])).toHaveLength(1);
  });

  it('are one for all events of a run, but not of two organisations', () => {
    const facts = { ...event({}).facts, transformationId: 'run' };
    const second = event({ eventId: 'f', facts, epcis: { outputQuantityList: [{ epcClass: lot('y') }] } });
    const [step, ...others] = traceSteps([event({ facts }), second]);
    expect(others).toEqual([]);
    expect(step).toMatchObject({
      id: 'run',
      from: [{ id: lot('a') }],
      to: [{ id: lot('x') }, { id: lot('y') }],
    });
    expect(traceSteps([event({ facts }), { ...second, organisation: 'b' }])).toHaveLength(2);
  });

  it('put goods into a container, and take nothing out of what was only seen or unpacked', () => {
    const packed = event({
      facts: { type: 'AggregationEvent', action: 'ADD', bizStep: null, transformationId: null },
      epcis: {
        parentID: 'urn:epc:id:sscc:4012345.1234567890',
        childQuantityList: [{ epcClass: lot('a'), quantity: 24 }],
      },
    });
    const [step] = traceSteps([packed]);
    expect(step).toMatchObject({ kind: 'packing', from: [{ id: lot('a'), quantity: 24 }] });
    expect(step?.to[0]?.id).toMatch(/\/00\//);
    expect(traceSteps([{ ...packed, facts: { ...packed.facts, action: 'DELETE' } }])).toEqual([]);
    expect(traceSteps([{ ...packed, facts: { ...packed.facts, type: 'ObjectEvent' } }])).toEqual([]);
  });

  it('follow a crate only into what it held later', async () => {
    const crate = 'https://id.gs1.org/00/340123450000000000';
    const at = (day: string) => new Date(`2026-11-${day}T00:00:00Z`);
    const packing: TraceStep = {
      ...making('p', [[lot('a'), 5]], []),
      kind: 'packing',
      at: at('10'),
      to: [{ id: crate }],
    };
    const before = { ...making('m', [], [[lot('old')]]), from: [{ id: crate }], at: at('05') };
    const after = { ...making('n', [], [[lot('new')]]), from: [{ id: crate }], at: at('12') };
    const { depths } = await walk(lot('a'), 'forward', {
      bounds: wide,
      stepsAt: storeOf([packing, before, after]),
    });
    expect([...depths.keys()]).toEqual([lot('a'), crate, lot('new')]);
  });
});
