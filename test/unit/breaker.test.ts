import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOff } from '../../server/gateway/back-off.ts';
import { breaker } from '../../server/gateway/breaker.ts';

describe('backing off', () => {
  it('stays between nothing and the doubled limit, never above fifteen minutes', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
        const wait = backOff(failures, () => chance);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(900_000, 1000 * 2 ** Math.min(failures, 20)));
      }),
    );
  });

  it('never comes back before the gateway allows it', () => {
    expect(backOff(0, () => 0, 120)).toBe(120_000);
  });
});

describe('the breaker', () => {
  const clock = { time: 0, now: () => new Date(clock.time) };
  const afterFailures = (count: number, retryAfter?: number) => {
    const fuse = breaker({ clock, random: () => 1 });
    for (let n = 0; n < count; n += 1) fuse.failed(retryAfter);
    return fuse;
  };

  it('lets everything through up to the fifth failure in a row', () => {
    expect(afterFailures(4).allows(8)).toBe(8);
    expect(afterFailures(5).allows(8)).toBe(0);
  });

  it('starts to count again after a success', () => {
    const fuse = afterFailures(4);
    fuse.succeeded();
    fuse.failed();
    expect(fuse.isOpen()).toBe(false);
  });

  it('allows one probe after a while, closes on its success and waits longer on its failure', () => {
    const fuse = afterFailures(5);
    clock.time += 2000;
    expect(fuse.allows(8)).toBe(1);
    fuse.failed();
    clock.time += 2000;
    expect(fuse.allows(8)).toBe(0);
    clock.time += 2000;
    expect(fuse.allows(8)).toBe(1);
    fuse.succeeded();
    expect(fuse.allows(8)).toBe(8);
  });

  it('keeps a wait that the gateway asked for', () => {
    const fuse = afterFailures(5, 600);
    clock.time += 599_000;
    expect(fuse.allows(8)).toBe(0);
  });
});
