import type { Fault } from '../../domain/errors.ts';
import { understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import { serialsInText } from '../../domain/stamps/serial-text.ts';
import type { Translate } from '../../platform/i18n.ts';
import { given } from '../shared/field-reader.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';

/** As many as the contract takes at a time. */
export const mostNamed = 10_000;
const mostFileBytes = 512 * 1024;
const mostLines = 10;

/** What a form says of which stamps are meant. */
export interface Naming {
  content: { first?: string; last?: string; serials?: string[] };
  faults: Fault[];
  /** The line each serial of the list stands in, counted from 1. */
  lines: number[];
}

/** First and last, or a list; a single stamp is a range of one. */
export function namingFrom(values: FieldValues): Naming {
  const text = (name: string) => [values[name] ?? ''].flat()[0]?.trim() ?? '';
  const [first, last] = [text('first'), text('last')];
  const named = text('list')
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) => serialsInText(line).map((serial) => ({ serial, line: index + 1 })));
  const lines = named.map(({ line }) => line);
  if (named.length > 0) {
    const faults = listFaults(named.length, first !== '' || last !== '');
    return { content: { serials: named.map(({ serial }) => serial) }, faults, lines };
  }
  if (first === '' && last === '')
    return { content: {}, faults: [{ pointer: '/first', key: 'stamping.none-named' }], lines };
  const content = given({ first: first || undefined, last: last || first || undefined });
  return { content, faults: [], lines };
}

/** Each serial's own fault at the field of the list, by its line; of many the first. */
export function atListField(
  faults: readonly FieldText[],
  lines: readonly number[],
  t: Translate,
): FieldText[] {
  const ofList = faults.flatMap(({ pointer, text }) => {
    const [, index] = /^\/serials\/(\d+)/.exec(pointer) ?? [];
    return index === undefined ? [] : [t('stamping.line', { line: lines[Number(index)] ?? 0, fault: text })];
  });
  const others = faults.filter(({ pointer }) => !/^\/serials\/\d/.test(pointer));
  const more = ofList.length - mostLines;
  const told = ofList.slice(0, mostLines);
  if (more > 0) told.push(t('stamping.more-lines', { count: more }));
  return [...others, ...told.map((text) => ({ pointer: '/list', text }))];
}

/** A list as phones, spreadsheets and Windows save it. */
export function listText(bytes: Buffer): Parsed<string> {
  if (bytes.length > mostFileBytes) return unreadable('stamping.file-too-large');
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? unreadable('stamping.file-unreadable') : understood(text);
  } catch {
    return unreadable('stamping.file-unreadable');
  }
}

function listFaults(count: number, hasRange: boolean): Fault[] {
  if (hasRange) return [{ pointer: '/list', key: 'stamping.both-ways' }];
  if (count <= mostNamed) return [];
  return [{ pointer: '/list', key: 'stamping.too-many', params: { most: mostNamed, count } }];
}
