import { Schema, model } from 'mongoose';
import type { SearchItem } from '../platform/contract-types.ts';

export type IndexedKind = Exclude<SearchItem['kind'], 'stamp'>;

/** What one audience can find of one record; made anew with every change of the record, in the same transaction. */
export interface SearchEntry {
  /** `scope/kind/record`. */
  _id: string;
  /** Who may find it: the department, everyone who is signed in, or the people of one organisation. */
  scope: string;
  kind: IndexedKind;
  record: string;
  /** The change of which record makes it anew: `batch:65f0…`. */
  subject: string;
  title: string;
  /** The folded title, for what begins with the words typed. */
  head: string;
  /** The number or code to show beside the title. */
  code: string | null;
  /** Keys to look up, and all words in one line for those of a query that were not looked up. */
  keys: string[];
  line: string;
  organisation: string | null;
  state: string | null;
  sample: boolean;
  at: Date;
  madeAt: Date;
}

const searchEntrySchema = new Schema<SearchEntry>(
  {
    _id: { type: String, required: true },
    scope: { type: String, required: true },
    kind: { type: String, required: true },
    record: { type: String, required: true },
    subject: { type: String, required: true },
    title: { type: String, required: true },
    head: { type: String, default: '' },
    code: { type: String, default: null },
    keys: { type: [String], required: true },
    line: { type: String, default: '' },
    organisation: { type: String, default: null },
    state: { type: String, default: null },
    sample: { type: Boolean, default: false },
    at: { type: Date, required: true },
    madeAt: { type: Date, required: true },
  },
  { collection: 'search_entries', strict: 'throw', versionKey: false },
);

export const SearchEntryModel = model<SearchEntry>('SearchEntry', searchEntrySchema);
