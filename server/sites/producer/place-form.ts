import { parseGln } from '../../domain/identifiers/gln.ts';
import type { Language } from '../../locales/catalogue.ts';
import { understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import type { Geometry, PlaceContent } from '../../platform/contract-types.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { addressFields, addressFrom } from '../shared/address-form.ts';
import { fieldReader, given, quantityFields } from '../shared/field-reader.ts';
import type { FieldReader, Typed } from '../shared/field-reader.ts';

export function placeFormOf(content: PlaceContent, language: Language): FieldValues {
  const { address, geometry, area, ...texts } = content;
  return {
    ...texts,
    ...addressFields(address),
    ...geometryFields(geometry, language),
    ...quantityFields('area', area, language),
  };
}

export function placeContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    name: fields.text('name'),
    kind: fields.text('kind'),
    address: addressFrom(fields),
    steward: fields.text('steward'),
    geometry: geometryFrom(fields),
    area: fields.quantity('area'),
    gln: fields.through('gln', parseGln),
    plantingAreaCode: fields.text('plantingAreaCode'),
    packingHouseCode: fields.text('packingHouseCode'),
  });
  return { content, faults: fields.faults };
}

/** An outline is drawn elsewhere; the form carries it along unseen until a point is typed in its place. */
function geometryFields(geometry: Geometry | undefined, language: Language): FieldValues {
  if (!geometry) return {};
  if (geometry.type === 'Polygon') return { 'geometry.outline': JSON.stringify(geometry.coordinates) };
  const [longitude = 0, latitude = 0] = geometry.coordinates;
  return {
    'geometry.latitude': degreesText(latitude, language),
    'geometry.longitude': degreesText(longitude, language),
  };
}

function geometryFrom(fields: FieldReader): object | undefined {
  const pair = bothDegrees(fields.text('geometry.latitude') ?? '');
  if (pair && fields.text('geometry.longitude') === undefined)
    return { type: 'Point', coordinates: [pair.longitude, pair.latitude] };
  const latitude = fields.through('geometry.latitude', parseDegrees);
  const longitude = fields.through('geometry.longitude', parseDegrees);
  if (latitude !== undefined && longitude !== undefined)
    return { type: 'Point', coordinates: [longitude, latitude] };
  const isHalf = latitude !== undefined || longitude !== undefined;
  if (isHalf && fields.faults.length === 0) fields.faults.push(missingHalf(latitude === undefined));
  return isHalf ? undefined : outlineFrom(fields.text('geometry.outline'));
}

function missingHalf(isLatitude: boolean) {
  const pointer = isLatitude ? '/geometry/latitude' : '/geometry/longitude';
  return { pointer, key: 'producer.fault-position-half' } as const;
}

function outlineFrom(text: string | undefined): object | undefined {
  if (text === undefined) return undefined;
  try {
    return { type: 'Polygon', coordinates: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Degrees need no sign for thousands, so a comma and a point mean the same: maps give one, people write the other. */
function parseDegrees(typed: string): Parsed<number> {
  const plain = typed.replace(/[\s°]/g, '').replace(',', '.');
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(plain)) return unreadable('producer.fault-degrees');
  return understood(Number(plain));
}

/** Both at once, latitude first: as maps give it to be copied, `10.5123,105.1234`, or as people write it, `10,5123 105,1234`. */
function bothDegrees(typed: string): { latitude: number; longitude: number } | undefined {
  const [, latitude, longitude] = pairs.map((pair) => pair.exec(typed)).find((found) => found !== null) ?? [];
  if (latitude === undefined || longitude === undefined) return undefined;
  return { latitude: Number(latitude.replace(',', '.')), longitude: Number(longitude.replace(',', '.')) };
}

const pairs = [
  /^(-?\d{1,3}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)$/,
  /^(-?\d{1,3},\d+)(?:\s*;\s*|,?\s+)(-?\d{1,3},\d+)$/,
];

export function degreesText(degrees: number, language: Language): string {
  return language === 'vi' ? String(degrees).replace('.', ',') : String(degrees);
}
