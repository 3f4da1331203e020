import type { Model } from 'mongoose';
import { parseTypedCode } from '../domain/identifiers/typed-code.ts';
import { CaseModel } from '../features/cases/case-model.ts';
import type { StoredCase } from '../features/cases/case-model.ts';
import { caseNumber } from '../features/cases/case-view.ts';
import type { CaseDocument } from '../features/cases/case-model.ts';
import { GrantModel } from '../features/marks/grant-model.ts';
import type { StoredGrant } from '../features/marks/grant-model.ts';
import { MarkModel } from '../features/marks/mark-model.ts';
import type { StoredMark } from '../features/marks/mark-model.ts';
import { ReportModel } from '../features/reports/report-model.ts';
import type { StoredReport } from '../features/reports/report-model.ts';
import { reportNumber } from '../features/reports/report-service.ts';
import type { IndexedKind } from './search-entry-model.ts';
import { sourceOf } from './search-source.ts';
import type { SearchDraft, SearchSource } from './search-sources.ts';

type Stored<Doc> = Doc & { _id: unknown };
type Untold = Omit<SearchDraft, 'kind' | 'record'>;

/** What is found of marks and rights under them, and of what inspectors and officers look into. */
export function deskSources(): SearchSource[] {
  return [
    source('mark', MarkModel, (doc: Stored<StoredMark>) => {
      const { name, nameEn, goods, stage, applicationNumber, certificateNumber, decisionNumber } =
        doc.content;
      const owner = String(doc.owner);
      const numbers = given(certificateNumber, decisionNumber, applicationNumber);
      return {
        // Titles are in the public register; a project is its owner's and the department's.
        scopes: ['department', stage === 'granted' ? 'everyone' : owner],
        ...{ title: name, words: [...given(nameEn), goods], codes: numbers, code: numbers[0] ?? null },
        ...{ organisation: owner, state: stage, sample: doc.sample, at: doc.updatedAt },
      };
    }),

    source('grant', GrantModel, async (doc: Stored<StoredGrant>) => {
      const mark = await MarkModel.findById(doc.mark, { owner: 1, 'content.name': 1 }).lean();
      const organisation = String(doc.organisation);
      const { number, decisionNumber } = doc.content;
      const readers = mark ? [organisation, String(mark.owner)] : [organisation];
      return {
        scopes: ['department', ...new Set(readers)],
        ...{ title: mark?.content.name ?? number ?? '', words: [], codes: given(number, decisionNumber) },
        ...{ code: number ?? null, organisation, state: doc.state, sample: doc.sample, at: doc.updatedAt },
      };
    }),

    source('case', CaseModel, (doc: Stored<StoredCase>) => {
      const number = caseNumber(doc as Pick<CaseDocument, '_id'>);
      const codes = [number, doc.productKey, ...given(doc.unit?.serial)];
      return {
        ...{ scopes: ['department'], title: doc.title, words: [], codes, code: number },
        ...{ organisation: String(doc.organisation), state: doc.state, sample: false, at: doc.updatedAt },
      };
    }),

    // What consumers wrote, and how to reach them, is not searched: it may name people.
    source('report', ReportModel, (doc: Stored<StoredReport>) => {
      const number = reportNumber(String(doc._id));
      const codes = [number, ...codesInPath(doc.path), ...given(doc.serial)];
      return {
        ...{ scopes: ['department'], title: doc.title, words: [], codes, code: number },
        ...{ organisation: String(doc.organisation), state: null, sample: false, at: doc.at },
      };
    }),
  ];
}

function source<Doc>(
  kind: IndexedKind & SearchSource['kind'],
  model: Model<Doc>,
  tell: (doc: Stored<Doc>) => Untold | Promise<Untold>,
): SearchSource {
  return sourceOf(kind, model, async (doc) => [{ kind, record: String(doc._id), ...(await tell(doc)) }]);
}

/** The product's key and the lot that a reported page stands under. */
function codesInPath(path: string): string[] {
  const link = parseTypedCode({ code: path, lot: '' });
  if (!link.ok) return [];
  const { key, qualifiers } = link.value;
  return [key.value, ...qualifiers.map(({ value }) => value)];
}

function given(...texts: (string | null | undefined)[]): string[] {
  return texts.filter((text): text is string => typeof text === 'string' && text !== '');
}
