import type { ChangeBy } from '../domain/change.ts';
import { notFound } from '../domain/errors.ts';
import type { GatewayFeed, Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { Contracts, Gateway, GatewayCheck } from '../platform/contract-types.ts';
import { isOpen } from './breaker.ts';
import { checkGateway } from './gateway-check.ts';
import type { GatewayPort } from './gateway-port.ts';
import { GatewayStateModel, ensureGatewayState, gatewayState } from './gateway-state-model.ts';
import type { GatewayState } from './gateway-state-model.ts';
import { ReconciliationModel } from './reconciliation-model.ts';
import { syncCounts } from './sync-service.ts';

export interface Rail {
  port: GatewayPort;
  feed: GatewayFeed;
}

interface GatewayServiceParts {
  rails: readonly Rail[];
  ledger: Ledger;
  clock: Clock;
  /** Somebody asked for a reconciliation. */
  onAsked: () => void;
}

export type GatewayService = ReturnType<typeof gatewayService>;

/** The gateways of this deployment: how they stand, and what an officer may do with them. */
export function gatewayService({ rails, ledger, clock, onAsked }: GatewayServiceParts) {
  return {
    async list(): Promise<Contracts['GatewayList']> {
      const items: Gateway[] = [];
      for (const rail of rails) items.push(await view(rail));
      return { items };
    },

    find: (name: string) => view(railOf(name)),

    /** Off: what is approved is queued all the same and goes out in order when it is on again. */
    async switch(
      name: string,
      { enabled, reason }: Contracts['GatewaySwitch'],
      by: ChangeBy,
    ): Promise<Gateway> {
      const rail = railOf(name);
      await ensureGatewayState(name);
      await ledger.change(by, async (record) => {
        await GatewayStateModel.updateOne({ _id: name }, { $set: { enabled } });
        const action = enabled ? 'gateway.switch-on' : 'gateway.switch-off';
        await record({ subject: { kind: 'gateway', id: name }, action, reason });
        return null;
      });
      return view(rail);
    },

    /** Asks the live endpoint, now; changes nothing there. */
    async check(name: string): Promise<GatewayCheck> {
      const { port, feed } = railOf(name);
      const points = await checkGateway(port, feed.kinds);
      const at = clock.now().toISOString();
      return { gateway: port.name, at, isGood: points.every(({ isGood }) => isGood), points };
    },

    /** As soon as a process is free for it; the report appears among the reconciliations. */
    async askReconciliation(name: string, by: ChangeBy): Promise<Gateway> {
      const rail = railOf(name);
      await ensureGatewayState(name);
      await ledger.change(by, async (record) => {
        await GatewayStateModel.updateOne(
          { _id: name },
          { $set: { reconcileAt: clock.now(), reconcileAskedBy: by.actor.name } },
        );
        await record({ subject: { kind: 'gateway', id: name }, action: 'gateway.reconcile' });
        return null;
      });
      onAsked();
      return view(rail);
    },
  };

  function railOf(name: string): Rail {
    const rail = rails.find(({ port }) => port.name === name);
    if (!rail) throw notFound();
    return rail;
  }

  async function view({ port, feed }: Rail): Promise<Gateway> {
    const state = await gatewayState(port.name);
    const last = await ReconciliationModel.findOne({ gateway: port.name, state: 'done' }, { finishedAt: 1 })
      .sort({ startedAt: -1 })
      .lean();
    return {
      name: port.name,
      kinds: [...feed.kinds],
      enabled: state.enabled,
      ...weatherOf(state, clock.now()),
      counts: await syncCounts({ gateway: port.name }),
      reconcileAt: isoOf(state.reconcileAt),
      lastReconciliation: isoOf(last?.finishedAt ?? null),
    };
  }
}

function weatherOf(
  { breaker }: GatewayState,
  now: Date,
): Pick<Gateway, 'weather' | 'trouble' | 'since' | 'nextProbe'> {
  const { failures, trouble, since, openUntil, probe } = breaker;
  if (failures === 0) return { weather: 'good', trouble: null, since: null, nextProbe: null };
  const told = { trouble, since: isoOf(since) };
  if (!isOpen(breaker)) return { weather: 'good', nextProbe: null, ...told };
  const isProbing = probe !== null && now < probe.until;
  return { weather: isProbing ? 'probing' : 'paused', nextProbe: isoOf(openUntil), ...told };
}

function isoOf(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
