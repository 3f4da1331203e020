import { Types } from 'mongoose';
import type { BatchService } from './features/batches/batch-service.ts';
import { HandoverModel } from './features/handovers/handover-model.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import type { OrganisationService } from './features/organisations/organisation-service.ts';
import type { HandedLot, NoticedLot, RecallNeighbours } from './features/recalls/recall-neighbours.ts';
import { recallRoutes } from './features/recalls/recall-routes.ts';
import { recallService } from './features/recalls/recall-service.ts';
import type { TraceService } from './features/traces/trace-service.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import type { LookupService } from './lookup/lookup-service.ts';
import type { Origin } from './lookup/origin.ts';
import type { Clock } from './platform/clock.ts';

interface RecallParts {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  batches: Pick<BatchService, 'read' | 'recallUnder' | 'recallRevised'>;
  organisations: Pick<OrganisationService, 'namesOf'>;
  lookup: Pick<LookupService, 'ofRecord'>;
  traces: TraceService;
}

/** Where recalls meet batches, their public pages, chains, hand-overs and organisations. */
export function composeRecalls(parts: RecallParts) {
  const recalls = recallService({ ...parts, neighbours: recallNeighbours(parts) });
  return { recalls, operations: recallRoutes(recalls) };
}

function recallNeighbours({ batches, organisations, lookup, traces }: RecallParts): RecallNeighbours {
  return {
    batch: batches.read,
    recallUnder: batches.recallUnder,
    recallRevised: batches.recallRevised,
    namesOf: organisations.namesOf,
    handed,
    onward: (batch, actor) => traces.trace(batch, { direction: 'forward' }, actor),

    async lots(ids) {
      const lots: NoticedLot[] = [];
      for (const id of ids) {
        const found = await lookup.ofRecord(id);
        if (found) lots.push(noticedLot(id, found.origin));
      }
      return lots;
    },

    async contactsOf(ids) {
      const docs = await OrganisationModel.find({ _id: { $in: [...ids] } }, { content: 1 }).lean();
      return new Map(
        docs.map(({ _id, content }) => {
          const { person = null, phone = null, email = null } = content.contact ?? {};
          return [String(_id), { person, phone, email }];
        }),
      );
    },
  };
}

/** What left the producer's hands: what was refused came back. */
async function handed(ids: readonly string[]): Promise<HandedLot[]> {
  const wanted = { $in: ids.map((id) => new Types.ObjectId(id)) };
  const docs = await HandoverModel.find({ 'lines.batch': wanted, state: { $in: ['sent', 'received'] } })
    .sort({ _id: 1 })
    .lean();
  return docs.flatMap(({ receiver, lines, sentOn, receivedOn, state }) =>
    lines
      .filter(({ batch }) => ids.includes(String(batch)))
      .map(({ title, sent, received }) => ({
        receiver: String(receiver),
        title,
        quantity: received ?? sent,
        on: receivedOn ?? sentOn,
        state: state === 'received' ? ('received' as const) : ('sent' as const),
      })),
  );
}

function noticedLot(id: string, origin: Origin): NoticedLot {
  const values = origin.fields.flatMap((field) => (field.missing === false ? field.values : []));
  const dateOf = (kind: 'produced' | 'packed' | 'expires') =>
    values.flatMap((value) => (value.kind === kind ? [value.date] : []))[0] ?? null;
  return {
    id,
    path: origin.path,
    lot: origin.lot ?? '',
    code: origin.code,
    name: origin.name,
    nameEnglish: origin.nameEnglish,
    producer: origin.producer,
    picture: origin.pictures[0]?.sources.at(-1)?.src ?? null,
    producedOn: dateOf('produced'),
    packedOn: dateOf('packed'),
    expiresOn: dateOf('expires'),
  };
}
