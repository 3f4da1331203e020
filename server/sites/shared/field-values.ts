import { parseLocalTime, isDateOnly } from '../../domain/local-time.ts';
import { isUnitCode, formatQuantity } from '../../domain/quantity.ts';
import { productGroups, stagesOf } from '../../domain/stage-catalogue.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/vietnamese-format.ts';
import { picturePath } from '../../features/files/media-routes.ts';
import type { File } from '../../platform/contract-types.ts';
import { html, join, safeUrl } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Language, MessageKey, Translate } from '../../platform/i18n.ts';
import type { Field, FieldKind, FieldType } from './field-definition.ts';
import { fieldsOf } from './field-labels.ts';
import { pictureGrid } from './panels.ts';
import { code } from './record-parts.ts';

/** A record that others refer to: what to call it, where it is, what stands beside the claim. */
export interface Named {
  title: string;
  href?: string | undefined;
  /** A state, where it says something. */
  tag?: Hole;
  /** Evidence: the scan of a certificate, its dates. */
  about?: Hole;
}

/** Everything a page must know to show values to people. */
export interface Reading {
  t: Translate;
  lang: Language;
  names: ReadonlyMap<string, Named>;
  files: ReadonlyMap<string, File>;
  communeName: (code: string) => string;
}

/** One value as people read it; undefined where nothing was declared. */
export function fieldValue(reading: Reading, { field, kind }: FieldOf, value: unknown): Hole {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value) && value.length === 0) return undefined;
  return renderers[field.type](reading, value, { field, kind });
}

interface FieldOf {
  field: Field;
  kind: FieldKind;
}

type Renderer = (reading: Reading, value: unknown, of: FieldOf) => Hole;

const renderers: Record<FieldType, Renderer> = {
  text: (_reading, value) => textOf(value),
  code: (_reading, value) => code(textOf(value)),
  date: ({ lang }, value) => formatDate(textOf(value), lang),
  time: ({ lang }, value) => localTime(textOf(value), lang),
  instant: ({ lang }, value) => formatInstant(new Date(textOf(value)), lang),
  quantity: ({ t, lang }, value) => quantity(value, lang, t),
  days: ({ t }, value) => t('record.days', { count: Number(value) }),
  stars: ({ t }, value) => t('record.stars', { count: Number(value) }),
  numbers: (_reading, value) => listOf(value).map(textOf).join(', '),
  flag: ({ t }, value) => t(value === true ? 'common.yes' : 'common.no'),
  choice: ({ t }, value, { field }) => word(t, field.choices?.[textOf(value)], value),
  stage: ({ t }, value) => word(t, stageNames.get(textOf(value)), value),
  commune: ({ communeName }, value) =>
    listOf(value)
      .map((one) => communeName(textOf(one)))
      .join('; '),
  pictures: (reading, value) => pictures(reading, listOf(value).map(textOf)),
  file: (reading, value) => fileLink(reading, textOf(value)),
  geometry: (reading, value) => geometry(reading, value),
  web: (_reading, value) => webLink(textOf(value)),
  reference: (reading, value) => references(reading, listOf(value).map(textOf)),
  list: (reading, value, of) => lines(listOf(value).map((item) => itemLine(reading, of, item))),
  stages: (reading, value) => lines(listOf(value).map((item) => stageLine(reading, item))),
};

const stageNames = new Map<string, MessageKey>(
  productGroups.flatMap((group) => stagesOf(group)).map((stage) => [stage.code, stage.name]),
);

export function stageName(t: Translate, stage: string): string {
  return word(t, stageNames.get(stage), stage);
}

/** `12/09/2026 06:30`, as the clerk wrote it by the clocks of Viet Nam. */
export function localTime(text: string, lang: Language): string {
  const [date = ''] = text.split('T');
  if (isDateOnly(text)) return formatDate(date, lang);
  const parsed = parseLocalTime(text);
  return parsed.ok ? formatInstant(parsed.value, lang) : text;
}

export function fileLink({ files, t }: Reading, id: string): Hole {
  const file = files.get(id);
  if (!file) return undefined;
  if (file.kind === 'picture') return pictures({ files, t }, [id]);
  return html`<a href="/media/${id}/document.pdf">${file.name}</a>`;
}

export function pictures({ files, t }: Pick<Reading, 'files' | 't'>, ids: readonly string[]): Html {
  return pictureGrid(
    ids.map((id, index) => ({
      src: picturePath(id, 320),
      href: picturePath(id, 1600),
      alt: files.get(id)?.name ?? t('record.picture-numbered', { number: index + 1 }),
    })),
  );
}

/** A stage in one line: what, when, where, who, how much. */
export function stageLine(reading: Reading, stage: unknown): Hole {
  const { placeName, who, startedAt, quantity: amount, ...rest } = recordOf(stage);
  const parts = [
    stageName(reading.t, textOf(rest['stage'])),
    typeof startedAt === 'string' && localTime(startedAt, reading.lang),
    textOf(placeName),
    textOf(who),
    quantity(amount, reading.lang, reading.t),
  ];
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' · ');
}

function itemLine(reading: Reading, { field, kind }: FieldOf, item: unknown): Hole {
  const prefix = field.path.endsWith('/*') ? `${field.path}/` : `${field.path}/*/`;
  const parts = fieldsOf(kind)
    .filter(({ path }) => path.startsWith(prefix))
    .map((part) => fieldValue(reading, { field: part, kind }, recordOf(item)[part.path.slice(prefix.length)]))
    .filter((part) => part !== undefined);
  return join(parts, ' · ');
}

function references({ names, t }: Reading, ids: readonly string[]): Hole {
  const items = ids.map((id) => {
    const named = names.get(id);
    if (!named) return t('record.unknown-record');
    const { title, href, tag, about } = named;
    return html`${href === undefined ? title : html`<a href="${href}">${title}</a>`} ${tag}
    ${about && html`<br /><span class="soft">${about}</span>`}`;
  });
  return items.length === 1 ? items[0] : lines(items);
}

function lines(items: readonly Hole[]): Html {
  return html`<ul class="value-list">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}

function quantity(value: unknown, lang: Language, t: Translate): string | undefined {
  const { value: amount, unit } = recordOf(value);
  if (typeof amount !== 'string' || typeof unit !== 'string' || !isUnitCode(unit)) return undefined;
  return formatQuantity({ value: amount, unit }, lang, t);
}

function geometry({ t, lang }: Reading, value: unknown): Hole {
  const { type, coordinates } = recordOf(value);
  const corners = type === 'Polygon' ? listOf(listOf(coordinates)[0]) : [coordinates];
  const [longitude, latitude] = listOf(corners[0]).map((degrees) => formatNumber(textOf(degrees), lang));
  const at = t('record.point-at', { latitude: latitude ?? '', longitude: longitude ?? '' });
  if (type !== 'Polygon') return at;
  return `${t('record.outline-of', { count: corners.length - 1 })} (${at})`;
}

function webLink(address: string): Hole {
  const href = safeUrl(address);
  return href === undefined ? address : html`<a href="${href}" rel="noreferrer">${address}</a>`;
}

function word(t: Translate, key: MessageKey | undefined, value: unknown): string {
  return key === undefined ? textOf(value) : t(key);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
