import { understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { MarkContent } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { filledRows } from './form-route.ts';
import { dateField, fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';

export function markFormOf(content: MarkContent): FieldValues {
  const {
    niceClasses,
    filedOn,
    grantedOn,
    expiresOn,
    formerUnits,
    earlierAreas,
    foreignRegistrations,
    polygon,
    ...same
  } = content;
  return {
    ...same,
    ...rowsOf('formerUnits', formerUnits),
    ...rowsOf(
      'earlierAreas',
      earlierAreas?.map((area) => ({ ...area, communes: area.communes.join(', ') })),
    ),
    ...rowsOf('foreignRegistrations', foreignRegistrations),
    outline: polygon?.type === 'Polygon' ? outlineText(polygon.coordinates[0] ?? []) : undefined,
    niceClasses: niceClasses.join(', '),
    filedOn: dateField(filedOn),
    grantedOn: dateField(grantedOn),
    expiresOn: dateField(expiresOn),
  };
}

const markTexts = [
  'name',
  'nameEn',
  'kind',
  'owner',
  'stage',
  'goods',
  'areaText',
  'applicationNumber',
  'certificateNumber',
  'controlBody',
  'promises',
  'doesNotPromise',
  'logo',
  'colours',
  'decisionNumber',
  'controlPlan',
  'note',
] as const;

export function markContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    ...Object.fromEntries(markTexts.map((name) => [name, fields.text(name)])),
    communes: fields.list('communes'),
    niceClasses: fields.through('niceClasses', parseClasses) ?? [],
    filedOn: fields.date('filedOn'),
    grantedOn: fields.date('grantedOn'),
    expiresOn: fields.date('expiresOn'),
    formerUnits: listOrNothing(
      filledRows(values, 'formerUnits').map((at) =>
        given({
          name: fields.text(`formerUnits.${at}.name`),
          communes: fields.list(`formerUnits.${at}.communes`),
          endedOn: fields.date(`formerUnits.${at}.endedOn`),
        }),
      ),
    ),
    earlierAreas: listOrNothing(
      filledRows(values, 'earlierAreas').map((at) =>
        given({
          until: fields.date(`earlierAreas.${at}.until`),
          communes: (fields.text(`earlierAreas.${at}.communes`) ?? '').split(/[\s,;]+/).filter(Boolean),
          note: fields.text(`earlierAreas.${at}.note`),
        }),
      ),
    ),
    foreignRegistrations: listOrNothing(
      filledRows(values, 'foreignRegistrations').map((at) =>
        given({
          country: fields.text(`foreignRegistrations.${at}.country`),
          number: fields.text(`foreignRegistrations.${at}.number`),
          on: fields.date(`foreignRegistrations.${at}.on`),
        }),
      ),
    ),
    polygon: fields.through('outline', parseOutline),
  });
  return { content, faults: fields.faults };
}

/** Classes of the Nice Agreement as people list them: `29, 30 và 31`. */
function parseClasses(typed: string): Parsed<number[]> {
  const parts = typed.split(/[\s,;.]+|và|and/u).filter((part) => part !== '');
  const classes = parts.map(Number);
  if (classes.some((one) => !Number.isInteger(one) || one < 1 || one > 45))
    return unreadable('department.fault-classes');
  return understood([...new Set(classes)].sort((a, b) => a - b));
}

/** A corner a line, latitude before longitude as telephones show it: `10.52, 105.08`. */
function parseOutline(typed: string): Parsed<object> {
  const corners = typed
    .split('\n')
    .map((line) =>
      line
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(Number),
    )
    .filter((corner) => corner.length > 0);
  const isRight = corners.every((corner) => corner.length === 2 && corner.every(Number.isFinite));
  if (!isRight || corners.length < 3) return unreadable('marks.fault-outline');
  const ring = corners.map(([latitude = 0, longitude = 0]) => [longitude, latitude]);
  const [first = [], last = []] = [ring[0], ring.at(-1)];
  const isClosed = first.join() === last.join();
  return understood({ type: 'Polygon', coordinates: [isClosed ? ring : [...ring, first]] });
}

function outlineText(ring: readonly (readonly number[])[]): string {
  return ring.map(([longitude = 0, latitude = 0]) => `${latitude}, ${longitude}`).join('\n');
}

function listOrNothing(list: object[]): object[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** A list of objects as the numbered fields of a form; dates as they are typed. */
function rowsOf(name: string, list: readonly object[] | undefined): FieldValues {
  const fields = (list ?? []).flatMap((row, at) =>
    Object.entries(row).map(([field, value]: [string, string | string[]]) => {
      const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
      return [`${name}.${at}.${field}`, isDate ? dateField(value) : value] as const;
    }),
  );
  return Object.fromEntries(fields);
}
