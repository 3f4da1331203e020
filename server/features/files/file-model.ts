import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';

/** One width of a picture, or the whole of a document, kept in GridFS under `bytes`. */
export interface Rendition {
  /** The width asked for by; 0 for a document. The pixels may be fewer: nothing is enlarged. */
  width: number;
  pixelWidth: number;
  pixelHeight: number;
  size: number;
  bytes: Types.ObjectId;
}

export interface StoredFile {
  /** Whose it is; null for what the department uploads for itself. */
  organisation: Types.ObjectId | null;
  kind: 'picture' | 'document';
  /** What the uploader called it, cleaned; shown to people, never used as a path. */
  name: string;
  /** Ascending by width. */
  renditions: Rendition[];
  /** Of the bytes as uploaded. */
  sha256: string;
  /** What a picture looks like, whatever its size; null without contrast, absent until it was looked at. */
  looks?: string | null;
  /** The bytes of `looks`, each with its place: what likenesses are found by. */
  looksBands?: string[];
  size: number;
  isPublic: boolean;
  sample: boolean;
  at: Date;
}

export type FileDocument = HydratedDocument<StoredFile>;

const renditionSchema = new Schema<Rendition>(
  { width: Number, pixelWidth: Number, pixelHeight: Number, size: Number, bytes: Schema.Types.ObjectId },
  { _id: false },
);

const fileSchema = new Schema<StoredFile>(
  {
    organisation: { type: Schema.Types.ObjectId, default: null },
    kind: { type: String, enum: ['picture', 'document'], required: true },
    name: { type: String, required: true },
    renditions: { type: [renditionSchema], required: true },
    sha256: { type: String, required: true },
    looks: { type: String, default: undefined },
    looksBands: { type: [String], default: undefined },
    size: { type: Number, required: true },
    isPublic: { type: Boolean, default: false },
    sample: { type: Boolean, default: false },
    at: { type: Date, required: true },
  },
  {
    collection: 'files',
    strict: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
  },
);

export const FileModel = model<StoredFile>('File', fileSchema);
