import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { pressFor } from './label-press.ts';
import type { PressAnswer, PressOrder, SheetMessage } from './press-messages.ts';

/** The thread in which a long job's sheets are pressed, so that look-ups never wait for them; elsewhere it does nothing. */
if (parentPort) serve(parentPort, workerData as PressOrder);

function serve(port: MessagePort, { design, uri }: PressOrder): void {
  const press = pressFor(design, uri);
  port.on('message', (message: SheetMessage) => void answer(message));

  async function answer({ number, sheet }: SheetMessage): Promise<void> {
    try {
      const files = await (await press).sheet(sheet);
      send({ number, files });
    } catch (error) {
      send({ number, failure: error instanceof Error ? error.message : String(error) });
    }
  }

  function send(message: PressAnswer): void {
    port.postMessage(message);
  }
}
