import type { Model } from 'mongoose';
import type { Subject } from '../domain/change.ts';
import type { Findable } from '../domain/search-reading.ts';
import { BatchModel } from '../features/batches/batch-model.ts';
import { CertificateModel } from '../features/certificates/certificate-model.ts';
import { OrganisationModel } from '../features/organisations/organisation-model.ts';
import { PlaceModel } from '../features/places/place-model.ts';
import { ProductModel } from '../features/products/product-model.ts';
import type { ReviewedRecord } from '../ledger/reviewed-record.ts';
import type { IndexedKind } from './search-entry-model.ts';
import { sourceOf } from './search-source.ts';
import { deskSources } from './search-desk-sources.ts';
import { latestSubmission } from './search-submissions.ts';

/** What is said of one record to those of some scopes. */
export interface SearchDraft extends Findable {
  kind: IndexedKind;
  record: string;
  scopes: string[];
  code: string | null;
  organisation: string | null;
  state: string | null;
  sample: boolean;
  at: Date;
}

/** Where the entries of one kind of subject come from. */
export interface SearchSource {
  kind: Subject['kind'];
  /** Nothing of what is no longer there. */
  of(id: string): Promise<SearchDraft[]>;
  all(): AsyncIterable<{ id: string; drafts(): Promise<SearchDraft[]> }>;
}

export const departmentScope = 'department';
export const everyoneScope = 'everyone';

export interface SearchPlaces {
  /** The names a commune and what it lies in have and had. */
  namesAround(communeCode: string): string[];
}

/** Everything that can be found, by what it is a change of. Person numbers, telephones and free text are left out. */
export function searchSources({ namesAround }: SearchPlaces): SearchSource[] {
  return [
    reviewed('organisation', OrganisationModel, ({ content }) => {
      const { name, nameEn, shortName, taxCode, gln, kind, address } = content;
      // A household's tax code, and any of twelve digits, is a person's number (Law 149/2025 on tax administration).
      const isPersonal = kind === 'household' || taxCode?.length === 12;
      const shown = isPersonal ? undefined : taxCode;
      const words = [...given(nameEn, shortName, address.street), ...namesAround(address.communeCode)];
      return { title: name, words, codes: given(shown, gln), code: shown };
    }),

    reviewed('place', PlaceModel, ({ content, doc }) => {
      const { name, plantingAreaCode, packingHouseCode, gln, address } = content;
      const words = [...given(address.street), ...namesAround(address.communeCode)];
      const codes = given(plantingAreaCode, packingHouseCode, gln, doc.ownCode);
      return { title: name, words, codes, code: plantingAreaCode ?? packingHouseCode ?? gln ?? doc.ownCode };
    }),

    reviewed('product', ProductModel, ({ content, doc }) => {
      const { name, nameEn, brand } = content;
      return { title: name, words: given(nameEn, brand), codes: [doc.traceKey], code: doc.traceKey };
    }),

    reviewed('certificate', CertificateModel, ({ content, doc }) => {
      const { number, scope, issuer } = content;
      const title = content === doc.content ? doc.title : number;
      return { title, words: [scope, issuer], codes: [number], code: number };
    }),

    reviewed('batch', BatchModel, async ({ content, doc }) => {
      const product = await ProductModel.findById(content.product, { title: 1, traceKey: 1 }).lean();
      const { lot } = content;
      const title = product ? `${product.title} · ${lot}` : lot;
      const key = product?.traceKey ?? '';
      const state = doc.hold === 'none' ? doc.state : doc.hold;
      return { title, words: [], codes: [lot, key, `${key}${lot}`], code: lot, state };
    }),

    ...deskSources(),
  ];
}

interface Told extends Findable {
  code: string | undefined;
  state?: string;
}

type Stored<Content, Extra> = ReviewedRecord<Content> & Extra & { _id: unknown };

/**
 * Its producer finds the working copy; the department what was approved, or what was put before it. A draft that was
 * never submitted is its producer's alone.
 */
function reviewed<Content extends object, Extra>(
  kind: 'organisation' | 'place' | 'product' | 'certificate' | 'batch',
  model: Model<ReviewedRecord<Content> & Extra>,
  tell: (of: { content: Content; doc: Stored<Content, Extra> }) => Told | Promise<Told>,
): SearchSource {
  return sourceOf(kind, model, async (doc: Stored<Content, Extra>) => {
    const own = String(doc.organisation);
    const department = doc.approved?.content ?? (doc.state === 'draft' ? undefined : doc.content);
    const isSame = department === doc.content || doc.state === 'approved';
    const drafts: SearchDraft[] = [];
    const draft = async (content: Content, scopes: string[]) => {
      const { code = null, state = doc.state, ...found } = await tell({ content, doc });
      const { sample, updatedAt: at } = doc;
      const about = { kind, record: String(doc._id), organisation: own, sample, at };
      drafts.push({ ...found, ...about, scopes, code, state });
    };
    await draft(doc.content, isSame ? [own, departmentScope] : [own]);
    if (department && !isSame) await draft(department, [departmentScope]);
    const submission = await latestSubmission(kind, doc._id);
    return submission ? [...drafts, submission] : drafts;
  });
}

function given(...texts: (string | null | undefined)[]): string[] {
  return texts.filter((text): text is string => typeof text === 'string' && text !== '');
}
