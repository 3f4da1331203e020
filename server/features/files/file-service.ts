import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { digest } from '../../domain/canonical-json.ts';
import type { ChangeBy } from '../../domain/change.ts';
import { DomainError, notFound } from '../../domain/errors.ts';
import { understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { File as FileView } from '../../platform/contract-types.ts';
import type { FileBytes } from './file-bytes.ts';
import { FileModel } from './file-model.ts';
import type { FileDocument, Rendition, StoredFile } from './file-model.ts';
import { cleanFileName } from './file-name.ts';
import { fileTypeOf } from './file-type.ts';
import { megabytes, mostBytes } from './file-upload.ts';
import { encodePicture } from './picture-encoding.ts';
import { looksOf } from './picture-looks.ts';
import type { PictureLooks } from './picture-looks.ts';

export type FileService = ReturnType<typeof fileService>;
export type FileKind = StoredFile['kind'];

/** A file as multer hands it over. */
export interface UploadedFile {
  originalname: string;
  buffer: Buffer;
}

interface Ownership {
  /** Whose file it becomes; the uploader's own organisation unless said otherwise. */
  organisation?: string | null;
  sample?: boolean;
  /** Refuse the other kind. */
  kind?: FileKind;
}

export interface OpenFile {
  name: string;
  isPublic: boolean;
  rendition: Rendition;
}

interface FileParts {
  ledger: Ledger;
  clock: Clock;
  bytes: FileBytes;
  /** Those of the files that are open to anyone for another reason: as pictures of goods, as the logo of a mark. */
  shownElsewhere(ids: readonly string[], organisation: string): Promise<ReadonlySet<string>>;
}

/** Pictures and documents that records show: taken in by what they are, never by what they are called. */
export function fileService({ ledger, clock, bytes, shownElsewhere }: FileParts) {
  return {
    store,

    /** For page forms: what is wrong with one file comes back as a fault, so that the other fields and files are kept. */
    async storeTyped(file: UploadedFile, by: ChangeBy, ownership: Ownership = {}): Promise<Parsed<FileView>> {
      try {
        return understood(await store(file, by, ownership));
      } catch (error) {
        if (!(error instanceof DomainError) || !isAboutTheFile(error)) throw error;
        return unreadable(error.sentence.key, error.sentence.params);
      }
    },

    /** The smallest form of a picture that is at least this wide, or its widest. */
    async picture(id: string, width: number, actor: Actor | undefined): Promise<OpenFile> {
      const file = await readable(id, 'picture', actor);
      const rendition = file.renditions.find((one) => one.width >= width) ?? file.renditions.at(-1);
      return opened(file, rendition);
    },

    async document(id: string, actor: Actor | undefined): Promise<OpenFile> {
      const file = await readable(id, 'document', actor);
      return opened(file, file.renditions[0]);
    },

    async kindOf(id: string, actor: Actor | undefined): Promise<FileKind> {
      return (await readable(id, undefined, actor)).kind;
    },

    read: ({ rendition }: OpenFile) => bytes.read(rendition.bytes),

    async find(id: string, actor: Actor): Promise<FileView> {
      return viewOf(await readable(id, undefined, actor));
    },

    /** Opens files to anyone; called inside the ledger change that approves the record which shows them. */
    async publish(ids: readonly string[]): Promise<void> {
      await FileModel.updateMany(
        { _id: { $in: objectIds(ids) }, isPublic: false },
        { $set: { isPublic: true }, $inc: { rev: 1 } },
      );
    },

    /** Closes to all but their owner and the department what nothing else shows; called like `publish`. */
    async conceal(ids: readonly string[], organisation: string): Promise<void> {
      const shown = await shownElsewhere(ids, organisation);
      await FileModel.updateMany(
        { _id: { $in: objectIds(ids.filter((id) => !shown.has(id))) }, isPublic: true },
        { $set: { isPublic: false }, $inc: { rev: 1 } },
      );
    },

    /** In the order of the ids; what does not exist is left out. */
    async describe(ids: readonly string[]): Promise<FileView[]> {
      const views = new Map((await filesOf(ids)).map((file) => [String(file._id), viewOf(file)]));
      return ids.flatMap((id) => views.get(id) ?? []);
    },

    /** Which of these are the organisation's own, and of what kind. */
    async owned(ids: readonly string[], organisation: string): Promise<Map<string, FileKind>> {
      const own = (await filesOf(ids)).filter((file) => String(file.organisation) === organisation);
      return new Map(own.map((file) => [String(file._id), file.kind]));
    },

    async exists(id: string): Promise<boolean> {
      return (await filesOf([id])).length > 0;
    },
  };

  /**
   * The bytes are written first, outside the transaction: a crash in between leaves bytes that nothing names, which
   * is harmless, while the other order could leave a record whose picture is missing.
   */
  async function store(file: UploadedFile, by: ChangeBy, ownership: Ownership = {}): Promise<FileView> {
    const { organisation = by.actor.organisation, sample = false } = ownership;
    if (by.actor.organisation !== null && by.actor.organisation !== organisation) throw notFound();
    const { kind, renditions, looks } = await takenIn(file.buffer, ownership.kind);
    const sha256 = createHash('sha256').update(file.buffer).digest('hex');
    const name = cleanFileName(file.originalname);
    return ledger.change(boundTo(by, { sha256, name }), async (record): Promise<FileView> => {
      const doc = new FileModel({
        organisation: organisation === null ? null : new Types.ObjectId(organisation),
        kind,
        name,
        renditions,
        sha256,
        ...looks,
        size: file.buffer.length,
        sample,
        at: clock.now(),
      });
      await doc.save();
      await record({
        subject: { kind: 'file', id: String(doc._id) },
        action: 'file.store',
        ...(organisation !== null && { organisation }),
        after: { name, sha256, size: file.buffer.length },
      });
      return viewOf(doc);
    });
  }

  async function takenIn(
    uploaded: Buffer,
    wanted: FileKind | undefined,
  ): Promise<{ kind: FileKind; renditions: Rendition[]; looks?: PictureLooks }> {
    const type = fileTypeOf(uploaded);
    const kind = type === 'pdf' ? 'document' : 'picture';
    if (type === undefined) throw new DomainError('unsupported-type', { key: 'file.type' });
    if (wanted !== undefined && wanted !== kind) {
      throw new DomainError('unsupported-type', { key: `file.wanted-${wanted}` });
    }
    if (uploaded.length > mostBytes[kind]) {
      throw new DomainError('too-large', {
        key: 'errors.too-large',
        params: { limit: megabytes(mostBytes[kind]) },
      });
    }
    if (kind === 'document') {
      const size = uploaded.length;
      return {
        kind,
        renditions: [{ width: 0, pixelWidth: 0, pixelHeight: 0, size, bytes: await bytes.write(uploaded) }],
      };
    }
    const renditions: Rendition[] = [];
    const pictures = await encodePicture(uploaded);
    for (const { jpeg, ...sizes } of pictures) {
      renditions.push({ ...sizes, size: jpeg.length, bytes: await bytes.write(jpeg) });
    }
    const [smallest] = pictures;
    return { kind, renditions, ...(smallest && { looks: await looksOf(smallest.jpeg) }) };
  }
}

function isAboutTheFile({ kind }: DomainError): boolean {
  return kind === 'unsupported-type' || kind === 'invalid-input' || kind === 'too-large';
}

/** The body of an upload is no JSON, so its request key is bound to the bytes here. */
function boundTo({ actor, key }: ChangeBy, content: object): ChangeBy {
  return key ? { actor, key: { ...key, fingerprint: digest([key.fingerprint, content]) } } : { actor };
}

/** Public files are anyone's; the others are not found outside the actor's scope. */
async function readable(
  id: string,
  kind: FileKind | undefined,
  actor: Actor | undefined,
): Promise<FileDocument> {
  const [file] = await filesOf([id]);
  if (!file || (kind !== undefined && file.kind !== kind)) throw notFound();
  if (file.isPublic || (actor && isInScope(file, actor))) return file;
  throw notFound();
}

function isInScope({ organisation }: StoredFile, actor: Actor): boolean {
  const scope = scopeFor(actor).organisation;
  return scope === undefined || String(organisation) === scope;
}

function filesOf(ids: readonly string[]): Promise<FileDocument[]> {
  return FileModel.find({ _id: { $in: objectIds(ids) } }).exec();
}

export function objectIds(ids: readonly string[]): Types.ObjectId[] {
  return ids.filter((id) => /^[0-9a-f]{24}$/.test(id)).map((id) => new Types.ObjectId(id));
}

function opened({ name, isPublic }: StoredFile, rendition: Rendition | undefined): OpenFile {
  if (!rendition) throw notFound();
  return { name, isPublic, rendition };
}

function viewOf(file: FileDocument): FileView {
  const { _id, kind, name, size, isPublic, sample } = file;
  const widest = kind === 'picture' ? file.renditions.at(-1) : undefined;
  return {
    id: String(_id),
    kind,
    name,
    width: widest?.pixelWidth ?? null,
    height: widest?.pixelHeight ?? null,
    size,
    isPublic,
    sample,
  };
}
