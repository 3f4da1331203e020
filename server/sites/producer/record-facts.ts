import type { RecordView } from '../../ledger/record-view.ts';
import { contentRows } from '../shared/content-rows.ts';
import type { ContentRow } from '../shared/content-rows.ts';
import type { Named, Reading } from '../shared/field-values.ts';
import type { ProducerServices } from './producer-services.ts';
import type { RecordKind } from './record-kind.ts';
import type { Visit } from './visit.ts';

export type FactServices = Pick<ProducerServices, 'files' | 'geography'>;

/** A content field by field, with the names and files it refers to. */
export async function factsOf<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: FactServices,
  visit: Visit,
  content: Content,
): Promise<ContentRow[]> {
  const ids = kind.slots.flatMap(({ name }) => idsIn((content as Record<string, unknown>)[name]));
  const names = (await kind.names?.(visit, content)) ?? new Map<string, Named>();
  return contentRows(await readingOf(services, visit, { names, files: ids }), kind.kind, content);
}

/** What shared components need to show values: words, names, and those of the files that are the organisation's own. */
export async function readingOf(
  { files, geography }: FactServices,
  { t, lang, organisation }: Visit,
  shown: { names: ReadonlyMap<string, Named>; files: readonly string[] },
): Promise<Reading> {
  const own = await files.owned(shown.files, organisation);
  const described = await files.describe(shown.files.filter((id) => own.has(id)));
  return {
    t,
    lang,
    names: shown.names,
    files: new Map(described.map((file) => [file.id, file])),
    communeName: (code) => {
      const commune = geography.commune(code);
      return commune ? `${commune.name}, ${commune.province.name}` : code;
    },
  };
}

function idsIn(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
}
