import type { Types } from 'mongoose';
import { systemActor } from '../domain/roles.ts';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { GatewayPort } from './gateway-port.ts';
import type { GatewayFeed } from '../ledger/unit-of-work.ts';
import { outboxFill } from './outbox-fill.ts';
import type { Standing } from './outbox-fill.ts';
import { compareKind } from './reconcile-kind.ts';
import type { KindComparison, Unanswered } from './reconcile-kind.ts';
import { ReconciliationModel, StrayModel } from './reconciliation-model.ts';
import type { Finding, StoredReconciliation } from './reconciliation-model.ts';

interface ReconciliationParts {
  ledger: Ledger;
  clock: Clock;
  log: Logger;
  standing: Standing;
}

interface Run {
  trigger: StoredReconciliation['trigger'];
  by: string;
  /** Keeps the lease; throws where it was lost. */
  keepAlive?: () => Promise<void>;
}

export type Reconciliation = ReturnType<typeof reconciliation>;

const keptFindings = 200;
const repairsAtOnce = 50;

/**
 * Compares what we stand for with what a gateway holds, both ways, once everything approved is queued for it. What is
 * missing or stale there is sent again; what we do not know is listed for a person. A report says what was found.
 */
export function reconciliation({ ledger, clock, log, standing }: ReconciliationParts) {
  const { fill } = outboxFill({ ledger, standing });

  return {
    async run(gateway: GatewayPort, kinds: GatewayFeed['kinds'], run: Run): Promise<StoredReconciliation> {
      const { trigger, by, keepAlive } = run;
      const startedAt = clock.now();
      const report = await new ReconciliationModel({ gateway: gateway.name, trigger, by, startedAt }).save();
      const id = report._id;
      try {
        for (const kind of kinds) {
          await keepAlive?.();
          const filled = await fill({ gateway: gateway.name, kind, report: String(id), keepAlive });
          const comparison = await compareKind(gateway, kind, startedAt);
          if ('outcome' in comparison) return await finish(id, troubleIn(comparison));
          await repair(gateway.name, id, comparison);
          await listStrays(gateway.name, comparison, startedAt);
          await note(id, filled, comparison);
        }
        return await finish(id, null);
      } catch (error) {
        log.error({ err: error, gateway: gateway.name }, 'reconciliation failed');
        return finish(id, 'internal');
      }
    },
  };

  /** Sent again as new messages, numbered above what the gateway holds, in small audited changes. */
  async function repair(gateway: string, report: Types.ObjectId, comparison: KindComparison): Promise<void> {
    const wanted = comparison.findings.filter(({ cause }) => cause !== 'unknown');
    for (let at = 0; at < wanted.length; at += repairsAtOnce) {
      const portion = wanted.slice(at, at + repairsAtOnce);
      await ledger.change({ actor: systemActor }, async (record) => {
        const messages = await OutboxModel.find({
          _id: { $in: portion.map(({ message }) => message) },
        }).lean<OutboxMessage[]>();
        await record({
          subject: { kind: 'reconciliation', id: String(report) },
          action: 'reconciliation.resend',
          after: portion.map(({ record: id, cause }) => ({ id, cause })),
          messages: messages.map(({ aggregate, organisation, needs, record: content, sample }) => ({
            aggregate,
            organisation,
            needs,
            record: content,
            sample,
            repair: {
              gateway,
              seqAbove: comparison.heldSeq.get(content.id) ?? 0,
              decision: {
                at: clock.now(),
                by: systemActor.name,
                action: 'resend' as const,
                reason: causeOf(portion, content.id),
              },
            },
          })),
        });
        return null;
      });
    }
  }

  async function listStrays(gateway: string, { result, strays }: KindComparison, at: Date): Promise<void> {
    const { kind } = result;
    for (const { id: record, foreignId, seq, day } of strays) {
      const content = { gateway, kind, record, foreignId, seq, day, seenAt: at };
      await StrayModel.updateOne(
        { _id: `${gateway}:${kind}:${foreignId}` },
        { $set: content, $setOnInsert: { foundAt: at, state: 'open', reason: null, by: null } },
        { upsert: true },
      );
    }
    await StrayModel.deleteMany({ gateway, kind, state: 'open', seenAt: { $lt: at } });
  }

  async function note(
    id: Types.ObjectId,
    filled: number,
    { result, findings }: KindComparison,
  ): Promise<void> {
    await ReconciliationModel.updateOne(
      { _id: id },
      { $push: { kinds: { ...result, filled }, findings: { $each: findings, $slice: keptFindings } } },
    );
  }

  async function finish(
    id: Types.ObjectId,
    trouble: StoredReconciliation['trouble'],
  ): Promise<StoredReconciliation> {
    const state = trouble === null ? 'done' : 'failed';
    const finished = await ReconciliationModel.findByIdAndUpdate(
      id,
      { $set: { state, trouble, finishedAt: clock.now() } },
      { returnDocument: 'after' },
    ).lean<StoredReconciliation>();
    if (!finished) throw new Error(`reconciliation ${String(id)} is gone`);
    return finished;
  }
}

function troubleIn(answer: Unanswered): StoredReconciliation['trouble'] {
  return answer.outcome === 'later' ? answer.reason : 'unexpected-answer';
}

function causeOf(findings: readonly Finding[], id: string): string {
  return findings.find(({ record }) => record === id)?.cause ?? 'missing';
}
