import { paperPresetNames, paperPresets } from '../../domain/labels/paper-presets.ts';
import { isRoll } from '../../domain/labels/paper.ts';
import type { Paper } from '../../domain/labels/paper.ts';
import { formatNumber, parseNumber } from '../../domain/vietnamese-format.ts';
import type { Fault } from '../../domain/errors.ts';
import type { LabelLayout, PrintJobContent, StampRun } from '../../platform/contract-types.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';

export function printRoot(run: string): string {
  return `/producer/stamp-runs/${run}/print`;
}

export function trailOf({ t }: { t: Translate }, { batch }: Pick<StampRun, 'batch'>) {
  return [
    { href: '/producer/batches', label: t('producer.batch-list') },
    { href: `/producer/batches/${batch.id}`, label: batch.name },
  ];
}

/** An order as a form has it: one field says which paper, whether bought or of one's own. */
export function orderFrom(values: FieldValues, lang: Language): Typed {
  const reader = fieldReader(values, lang);
  const [kind, paper] = (reader.text('paper') ?? '').split(':');
  const millimetres = (name: string) => {
    const decimal = reader.through(name, (typed) => parseNumber(typed, lang));
    return decimal === undefined ? 0 : Number(decimal);
  };
  const content = given({
    format: reader.text('format'),
    preset: kind === 'preset' ? paper : undefined,
    layout: kind === 'layout' ? paper : undefined,
    from: reader.whole('from'),
    to: reader.whole('to'),
    startAt: reader.whole('startAt'),
    offset: { x: millimetres('offset.x'), y: millimetres('offset.y') },
    cutMarks: reader.text('cutMarks') === 'yes',
    dpi: Number(reader.text('dpi') ?? 300),
    fields: reader.list('fields'),
  });
  return { content, faults: reader.faults };
}

/** The same the other way: what a form begins with. */
export function orderValues(content: PrintJobContent, lang: Language): Record<string, string | string[]> {
  const { format, preset, layout, from, to, startAt = 1, offset, cutMarks, dpi = 300, fields } = content;
  const decimal = (value: number | undefined) => formatNumber(String(value ?? 0), lang);
  return {
    format,
    paper: preset === undefined ? `layout:${layout ?? ''}` : `preset:${preset}`,
    from: `${from}`,
    to: `${to}`,
    startAt: `${startAt}`,
    'offset.x': decimal(offset?.x),
    'offset.y': decimal(offset?.y),
    dpi: `${dpi}`,
    fields: fields ?? [...labelFields],
    ...(cutMarks && { cutMarks: 'yes' }),
  };
}

export const labelFields = ['name', 'lot', 'producedOn', 'expiresOn', 'host', 'logo'] as const;

/** Faults of the paper stand at the field in which it is chosen. */
export function atOrderFields(faults: readonly FieldText[]): FieldText[] {
  const isPaper = ({ pointer }: Pick<Fault, 'pointer'>) => /^\/(?:preset|layout|paper)(?:\/|$)/.test(pointer);
  return faults.map((fault) => (isPaper(fault) ? { ...fault, pointer: '/paper' } : fault));
}

export function paperOptions(own: readonly LabelLayout[], t: Translate, lang: Language): Option[] {
  return [
    ...own.map(({ id, content }) => ({
      value: `layout:${id}`,
      label: `${content.name} (${paperWords(content.paper, t, lang)})`,
    })),
    ...paperPresetNames.map((name) => ({
      value: `preset:${name}`,
      label: paperWords(paperPresets[name], t, lang),
    })),
  ];
}

/** "A4: 3 × 8 tem 70 × 37 mm", "Cuộn: tem 50 × 30 mm". */
export function paperWords(paper: Paper, t: Translate, lang: Language): string {
  const { columns, rows, label, shape, page } = paper;
  const size = (value: number) => formatNumber(String(value), lang);
  const measures = { width: size(label.width), height: size(label.height) };
  if (isRoll(paper)) return t('labels.paper-roll', measures);
  const isA4 = page.width === 210 && page.height === 297;
  const sheet = isA4 ? 'A4' : `${size(page.width)} × ${size(page.height)} mm`;
  const key = shape === 'round' ? 'labels.paper-round' : 'labels.paper-sheet';
  return t(key, { sheet, columns: `${columns}`, rows: `${rows}`, ...measures });
}
