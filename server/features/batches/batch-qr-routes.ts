import { conflict } from '../../domain/errors.ts';
import { parseTracePath, printedTraceUri } from '../../domain/identifiers/digital-link.ts';
import type { Actor } from '../../domain/roles.ts';
import { operation } from '../../platform/operation.ts';
import type { Binary, Operation } from '../../platform/operation.ts';
import { qrPng, qrSvg } from '../../platform/qr-image.ts';
import type { BatchService } from './batch-service.ts';

/** A batch has its code once it is approved: before, a printed one would lead nowhere. */
export function batchQrRoutes(batches: Pick<BatchService, 'read'>): Operation[] {
  return [
    picture('svg', async (uri) => ({ type: 'image/svg+xml', body: await qrSvg(uri) })),
    picture('png', async (uri) => ({ type: 'image/png', body: await qrPng(uri) })),
  ];

  function picture(form: 'svg' | 'png', draw: (uri: string) => Promise<Binary>): Operation {
    return operation({
      method: 'get',
      path: `/batches/{batchId}/qr.${form}`,
      tag: 'batches',
      summary: `The printed code of an approved batch as ${form.toUpperCase()}`,
      right: 'records.read',
      answer: 'binary',
      handle: async ({ params, actor }) => draw(await printedUri(params['batchId'] ?? '', actor)),
    });
  }

  async function printedUri(id: string, actor: Actor): Promise<string> {
    const { approved, uri, state } = await batches.read(id, actor);
    const link = parseTracePath(new URL(uri).pathname);
    if (!approved || !link.ok) throw conflict({ key: 'batch.not-approved' }, { state });
    return printedTraceUri(uri, link.value);
  }
}
