import { Readable } from 'node:stream';
import type { ChangeBy } from '../../domain/change.ts';
import { isOfDepartment } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { eachEntryOf } from '../../ledger/record-history.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RecordAbout, RecordFileOrder } from '../../platform/contract-types.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { Binary } from '../../platform/operation.ts';
import type { HistoryNeighbours } from './history-neighbours.ts';
import { subjectOf } from './history-service.ts';
import type { HistoryService } from './history-service.ts';
import { recordFileJson } from './record-file.ts';
import type { RecordFile } from './record-file.ts';
import { recordVersions } from './record-versions.ts';

export interface PaperReader {
  t: Translate;
  lang: Language;
  actor: ChangeBy['actor'];
}

interface RecordFileOptions {
  ledger: Ledger;
  clock: Clock;
  histories: Pick<HistoryService, 'readable'>;
  neighbours: HistoryNeighbours;
  /** How a file is drawn for people: the words of its fields belong to the pages. */
  paper: (file: RecordFile, reader: PaperReader) => AsyncIterable<Uint8Array>;
  attachmentOf: (name: string) => string;
}

export type RecordFileService = ReturnType<typeof recordFileService>;

/** The whole file of one record, for an inspection: everything the reader may see of it, written as it is read. */
export function recordFileService(options: RecordFileOptions) {
  const { ledger, clock, histories, neighbours, paper, attachmentOf } = options;
  return {
    /**
     * The export is an act of its own and stands in the file it makes. What the department takes along is in the
     * department's log only: no inspection announces itself.
     */
    async export(
      order: RecordFileOrder,
      by: ChangeBy,
      { t, lang }: Pick<PaperReader, 't' | 'lang'>,
    ): Promise<Binary> {
      const { actor } = by;
      const subject = subjectOf(order);
      const { about, reach } = await histories.readable(subject, actor);
      const { format, reason } = order;
      await ledger.change(by, async (record) => {
        const organisation = isOfDepartment(actor) ? undefined : (actor.organisation ?? undefined);
        await record({ subject, action: `${subject.kind}.export`, organisation, reason });
        return null;
      });
      const { inForce, frozen } = await recordVersions(subject, neighbours);
      const contents = [...inForce, ...frozen].map(({ content }) => content);
      const file: RecordFile = {
        about,
        exported: { at: clock.now(), by: actor.name, roles: actor.roles, reason: reason ?? null },
        versions: inForce.toReversed(),
        submissions: frozen.toReversed(),
        evidence: await neighbours.evidence(identifiersIn(contents)),
        entries: eachEntryOf(subject, reach),
      };
      const name = nameOf(about, t, dateInVietnam(clock.now()));
      return {
        type: format === 'json' ? 'application/json; charset=utf-8' : 'application/pdf',
        body: Readable.from(format === 'json' ? recordFileJson(file, t) : paper(file, { t, lang, actor }), {
          objectMode: false,
        }),
        headers: { 'Content-Disposition': attachmentOf(`${name}.${format}`) },
      };
    },
  };
}

function nameOf({ kind, id, title }: RecordAbout, t: Translate, date: string): string {
  const name = `${t(`history.kind-${kind}`)} ${title ?? id.slice(-8)} ${date}`;
  return name.replaceAll(/[/\\:*?"<>|]/g, '-');
}

/** Whatever in these contents may be the identifier of a file, each once, in the order of its first place. */
function identifiersIn(contents: readonly unknown[]): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string' && /^[0-9a-f]{24}$/.test(value)) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  contents.forEach(look);
  return [...found];
}
