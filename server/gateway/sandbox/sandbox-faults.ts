import type { RequestHandler } from 'express';
import type { Clock } from '../../platform/clock.ts';
import { effects } from './sandbox-fault-effects.ts';
import type { Fault, FaultKind } from './sandbox-fault-effects.ts';

/** A scene of a scripted scenario: this weather for so many requests or so long; without a fault, fair weather. */
export interface Scene {
  fault?: Omit<Fault, 'times'>;
  requests?: number;
  ms?: number;
}

/** These meet every call, sign-in and questions included; the others only what changes something. */
const meetsEverything: readonly FaultKind[] = ['latency', 'too-many', 'outage', 'redirect'];
const meetsSignedIn: readonly FaultKind[] = ['token-refused'];

export type SandboxFaults = ReturnType<typeof sandboxFaults>;

/** Bad weather on demand: single faults, or a script that is played scene by scene. */
export function sandboxFaults(clock: Clock) {
  let waiting: Fault[] = [];
  let script: { scenes: Scene[]; at: number; seen: number; since: number; repeat: boolean } | undefined;
  let skewMs = 0;
  const now = () => clock.now().getTime();

  const middleware: RequestHandler = async (req, res, next) => {
    if (!/^\/(sso|tochuc)\//.test(req.path)) {
      next();
      return;
    }
    if (skewMs !== 0) res.set('Date', new Date(clock.now().getTime() + skewMs).toUTCString());
    const fault = take(req.path, req.method !== 'GET') ?? sceneFault(req.path, req.method !== 'GET');
    if (!fault) {
      next();
      return;
    }
    await effects[fault.kind](fault, res, next);
  };

  return {
    middleware,

    add(fault: Fault): void {
      if (fault.kind === 'clock-skew') skewMs = fault.ms ?? 3_600_000;
      else waiting.push({ ...fault });
    },

    play(scenes: Scene[], repeat: boolean): void {
      script = { scenes, at: 0, seen: 0, since: now(), repeat };
    },

    clear(): void {
      waiting = [];
      script = undefined;
      skewMs = 0;
    },

    all: (): Fault[] => [
      ...waiting.map((fault) => ({ ...fault })),
      ...(skewMs === 0 ? [] : [{ kind: 'clock-skew' as const, times: null, ms: skewMs }]),
    ],

    scene: (): { scenes: Scene[]; at: number; repeat: boolean } | null =>
      script ? { scenes: script.scenes, at: script.at, repeat: script.repeat } : null,

    /** How far the sandbox's clock is wrong. */
    skew: () => skewMs,
  };

  function take(path: string, isChange: boolean): Fault | undefined {
    const fault = waiting.find((one) => meets(one, path, isChange));
    if (fault?.times != null) {
      fault.times -= 1;
      waiting = waiting.filter(({ times }) => times !== 0);
    }
    return fault;
  }

  function sceneFault(path: string, isChange: boolean): Fault | undefined {
    const scene = currentScene();
    if (!script || !scene) return undefined;
    script.seen += 1;
    const { fault } = scene;
    return fault && meets(fault, path, isChange) ? { ...fault, times: null } : undefined;
  }

  /** The scene that is on; those whose requests or time are used up are over. */
  function currentScene(): Scene | undefined {
    while (script) {
      const scene = script.scenes[script.at];
      if (scene && !isOver(scene, script)) return scene;
      const at = scene ? script.at + 1 : 0;
      if (!scene && !script.repeat) script = undefined;
      else script = { ...script, at, seen: 0, since: now() };
    }
    return undefined;
  }

  function isOver({ requests, ms }: Scene, { seen, since }: { seen: number; since: number }): boolean {
    return (requests !== undefined && seen >= requests) || (ms !== undefined && now() - since >= ms);
  }
}

function meets({ kind, on }: Pick<Fault, 'kind' | 'on'>, path: string, isChange: boolean): boolean {
  if (on !== undefined && !path.includes(on)) return false;
  if (meetsEverything.includes(kind)) return true;
  if (!path.startsWith('/tochuc/')) return false;
  return isChange || meetsSignedIn.includes(kind);
}
