import { Types } from 'mongoose';
import type { Subject } from './domain/change.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import { CaseModel } from './features/cases/case-model.ts';
import { CertificateModel } from './features/certificates/certificate-model.ts';
import type { fileEvidence } from './features/files/file-evidence.ts';
import type { HistoryNeighbours } from './features/history/history-neighbours.ts';
import { historyRoutes } from './features/history/history-routes.ts';
import { historyService } from './features/history/history-service.ts';
import { recordFileService } from './features/history/record-file-service.ts';
import { GrantModel } from './features/marks/grant-model.ts';
import { MarkModel } from './features/marks/mark-model.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import { PlaceModel } from './features/places/place-model.ts';
import { ProductModel } from './features/products/product-model.ts';
import { SubmissionModel } from './features/submissions/submission-model.ts';
import type { NamesOf } from './ledger/record-service.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import type { Clock } from './platform/clock.ts';
import type { RecordAbout } from './platform/contract-types.ts';
import { recordPaper } from './sites/shared/record-paper.ts';
import type { ReadingServices } from './sites/shared/record-reading.ts';

interface HistoryParts {
  ledger: Ledger;
  clock: Clock;
  attachmentOf: (name: string) => string;
  evidence: ReturnType<typeof fileEvidence>;
  reading: ReadingServices & { organisations: { namesOf: NamesOf } };
}

/** Where a record's history meets its name, its submissions, its files and the words of its fields. */
export function composeHistory({ ledger, clock, attachmentOf, evidence, reading }: HistoryParts) {
  const neighbours: HistoryNeighbours = {
    about: (subject) => aboutOf(subject, reading.organisations.namesOf),
    frozen: async ({ kind, id }) => {
      if (!Types.ObjectId.isValid(id)) return [];
      const docs = await SubmissionModel.find({ kind, record: new Types.ObjectId(id) } as object)
        .sort({ number: -1 })
        .lean();
      return docs.map((doc) => ({
        number: doc.number,
        state: doc.state,
        submittedAt: doc.submittedAt,
        submittedBy: doc.submittedBy.name,
        endorsedAt: doc.endorsedAt,
        endorsedBy: doc.endorsedBy?.name ?? null,
        decidedAt: doc.decidedAt,
        decidedBy: doc.decidedBy?.name ?? null,
        message: doc.message,
        ground: doc.ground,
        notes: doc.notes.map(({ pointer, text }) => ({ pointer, text })),
        content: doc.content,
      }));
    },
    evidence: evidence.of,
  };
  const histories = historyService({ neighbours });
  const paper = recordPaper({ reading, pictureOf: evidence.smallest });
  const recordFiles = recordFileService({ ledger, clock, histories, neighbours, paper, attachmentOf });
  return { services: { histories, recordFiles }, operations: historyRoutes({ histories, recordFiles }) };
}

type About = Pick<RecordAbout, 'title' | 'organisation' | 'sample'>;

interface Named {
  title?: string;
  organisation?: unknown;
  sample?: boolean;
  owner?: unknown;
  content?: { name?: string; number?: string };
}

/** What a kind's record is stored in, where it has a name of its own. */
const models: Partial<Record<Subject['kind'], { findById(id: Types.ObjectId): { lean(): unknown } }>> = {
  organisation: OrganisationModel,
  place: PlaceModel,
  product: ProductModel,
  certificate: CertificateModel,
  batch: BatchModel,
  mark: MarkModel,
  grant: GrantModel,
  case: CaseModel,
};

async function aboutOf({ kind, id }: Subject, namesOf: NamesOf): Promise<About> {
  const model = Types.ObjectId.isValid(id) ? models[kind] : undefined;
  const found = (await model?.findById(new Types.ObjectId(id)).lean()) as Named | null | undefined;
  if (!found) return { title: null, organisation: null, sample: false };
  const owner = kind === 'organisation' ? id : String(found.organisation ?? found.owner);
  const name = (await namesOf([owner])).get(owner);
  const organisation = name === undefined ? null : { id: owner, name };
  return { title: titleOf(found), organisation, sample: found.sample ?? false };
}

function titleOf({ title, content }: Named): string | null {
  return title ?? content?.name ?? content?.number ?? null;
}
