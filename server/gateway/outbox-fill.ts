import { digest } from '../domain/canonical-json.ts';
import { recordName } from '../domain/canonical-record.ts';
import type { CanonicalKind } from '../domain/canonical-record.ts';
import { systemActor } from '../domain/roles.ts';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { Ledger, OutboxDraft } from '../ledger/unit-of-work.ts';

/** What the department stands for now, as whoever publishes it knows. */
export interface Standing {
  page(
    kind: CanonicalKind,
    after: string | null,
    limit: number,
  ): Promise<{ id: string; digest: string | null }[]>;
  draft(kind: CanonicalKind, id: string): Promise<OutboxDraft | undefined>;
}

interface Filling {
  gateway: string;
  kind: CanonicalKind;
  /** The comparison it is part of. */
  report: string;
  keepAlive?: (() => Promise<void>) | undefined;
}

const perPage = 500;
const perChange = 25;

/**
 * Queues for one gateway what stands approved and was never queued for it as it stands: records approved before the
 * gateway was configured, or while it was not. What an officer left out was queued, and stays left out.
 */
export function outboxFill({ ledger, standing }: { ledger: Ledger; standing: Standing }) {
  return {
    /** How many were queued. Kind by kind in the order of what needs what, each in small audited changes. */
    async fill(filling: Filling): Promise<number> {
      const { kind, keepAlive } = filling;
      let count = 0;
      let after: string | null = null;
      for (;;) {
        const page = await standing.page(kind, after, perPage);
        const untold = await notQueued(filling, page);
        for (let at = 0; at < untold.length; at += perChange) {
          await keepAlive?.();
          count += await queue(filling, untold.slice(at, at + perChange));
        }
        after = page.at(-1)?.id ?? null;
        if (page.length < perPage) return count;
      }
    },
  };

  async function notQueued(
    { gateway, kind }: Filling,
    page: readonly { id: string; digest: string | null }[],
  ): Promise<string[]> {
    const queued = await lastQueued(
      gateway,
      page.map(({ id }) => recordName(kind, id)),
    );
    return page
      .filter(({ id, digest: stands }) => stands === null || queued.get(recordName(kind, id)) !== stands)
      .map(({ id }) => id);
  }

  /** Looks again inside the change: an approval may have come first. */
  function queue({ gateway, kind, report }: Filling, ids: readonly string[]): Promise<number> {
    return ledger.change({ actor: systemActor }, async (record) => {
      const queued = await lastQueued(
        gateway,
        ids.map((id) => recordName(kind, id)),
      );
      const messages: OutboxDraft[] = [];
      for (const id of ids) {
        const draft = await standing.draft(kind, id);
        if (!draft || queued.get(draft.aggregate) === digest(draft.record)) continue;
        messages.push({ ...draft, repair: { gateway, seqAbove: 0 } });
      }
      if (messages.length === 0) return 0;
      await record({
        subject: { kind: 'reconciliation', id: report },
        action: 'reconciliation.fill',
        after: messages.map(({ aggregate }) => aggregate),
        messages,
      });
      return messages.length;
    });
  }
}

/** By record: the digest of what was queued last for this gateway. */
async function lastQueued(gateway: string, aggregates: readonly string[]): Promise<Map<string, string>> {
  const rows = await OutboxModel.find(
    { gateway, aggregate: { $in: [...aggregates] } },
    { aggregate: 1, recordDigest: 1 },
  )
    .sort({ aggregate: 1, seq: 1 })
    .lean();
  return new Map(rows.map(({ aggregate, recordDigest }) => [aggregate, recordDigest]));
}
