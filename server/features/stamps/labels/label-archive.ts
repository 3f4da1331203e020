import { Zip, ZipPassThrough, ZipDeflate } from 'fflate';

interface Entry {
  name: string;
  bytes: Uint8Array;
}

/** A ZIP archive, entry by entry as they come. Pictures that are compressed already are stored as they are. */
export async function* labelArchive(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  for await (const { name, bytes } of entries) {
    const file = name.endsWith('.png') ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    zip.add(file);
    file.push(bytes, true);
    yield* ready;
    ready = [];
  }
  zip.end();
  yield* ready;
}
