import type { mongo } from 'mongoose';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { Logger } from '../platform/logger.ts';

const somethingToSend = [
  { $match: { $or: [{ operationType: 'insert' }, { 'updateDescription.updatedFields.state': 'queued' }] } },
];

/** Rings when a message is queued by any process. A hint only: the worker's poll is the truth. */
export function outboxWatch(ring: () => void, log: Logger) {
  let stream: mongo.ChangeStream | undefined;

  return {
    /** Opens the change stream, again where it was lost. */
    ensureOpen(): void {
      if (stream && !stream.closed) return;
      const opened = OutboxModel.watch(somethingToSend) as unknown as mongo.ChangeStream;
      opened.on('change', ring);
      opened.on('error', (error: unknown) => {
        log.warn({ err: error }, 'outbox change stream lost');
        if (stream === opened) stream = undefined;
        void opened.close();
      });
      stream = opened;
    },

    async close(): Promise<void> {
      await stream?.close();
      stream = undefined;
    },
  };
}
