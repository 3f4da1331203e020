import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Actor } from '../../domain/roles.ts';
import { DomainError } from '../../domain/errors.ts';
import { valueAt } from '../../domain/json-pointer.ts';
import type { CertificateService } from '../../features/certificates/certificate-service.ts';
import type { FileService } from '../../features/files/file-service.ts';
import type { GeographyService } from '../../features/geography/geography-service.ts';
import type { MarkRegister } from '../../features/marks/mark-register.ts';
import type { OrganisationService } from '../../features/organisations/organisation-service.ts';
import type { PlaceService } from '../../features/places/place-service.ts';
import type { ProductService } from '../../features/products/product-service.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { grantTag } from './grant-panels.ts';
import type { FieldKind, ReferredKind } from './field-definition.ts';
import { fieldsOf } from './field-labels.ts';
import type { Named, Reading } from './field-values.ts';
import { fileLink } from './field-values.ts';
import { validityTag } from './state-tags.ts';

/** What names, files and places are asked of. */
export interface ReadingServices {
  organisations: Pick<OrganisationService, 'namesOf'>;
  places: Pick<PlaceService, 'titlesOf'>;
  products: Pick<ProductService, 'titlesOf'>;
  certificates: Pick<CertificateService, 'read'>;
  marks: Pick<MarkRegister['marks'], 'find'>;
  grants: Pick<MarkRegister['grants'], 'find'>;
  files: Pick<FileService, 'describe'>;
  geography: Pick<GeographyService, 'commune'>;
}

/** For whom values are put into words, and where they find other records, if anywhere. */
export interface Reader {
  t: Translate;
  lang: Language;
  actor: Actor;
  hrefOf: (kind: ReferredKind, id: string) => string | undefined;
}

/** Everything the values of these contents refer to: names, files, communes, and the evidence beside a claim. */
export async function readingFor(
  services: ReadingServices,
  reader: Reader,
  kind: FieldKind,
  contents: readonly unknown[],
): Promise<Reading> {
  const { t, lang } = reader;
  const found = referredIn(kind, contents);
  const names = new Map<string, Named>();
  const base: Reading = {
    t,
    lang,
    names,
    files: new Map(),
    communeName: (code) => communeName(services, code),
  };
  const certificates = await certificatesOf(services, reader.actor, found.ids('certificate'));
  const scans = certificates.flatMap(({ content }) => content.file ?? []);
  const files = await services.files.describe([...found.files, ...scans]);
  const reading = { ...base, files: new Map(files.map((file) => [file.id, file])) };

  for (const one of certificates) names.set(one.id, certificateNamed(reading, reader, one));
  for (const id of found.ids('grant')) {
    const named = await grantNamed(services, reader, id);
    if (named) names.set(id, named);
  }
  for (const id of found.ids('mark')) {
    const mark = await orNothing(services.marks.find(id));
    if (mark) names.set(id, { title: mark.content.name, href: reader.hrefOf('mark', id) });
  }
  addTitles(
    { names, reader },
    'organisation',
    await services.organisations.namesOf(found.ids('organisation')),
  );
  addTitles({ names, reader }, 'place', await services.places.titlesOf(found.ids('place')));
  addTitles({ names, reader }, 'product', await services.products.titlesOf(found.ids('product')));
  return reading;
}

export function communeName({ geography }: Pick<ReadingServices, 'geography'>, code: string): string {
  const commune = geography.commune(code);
  return commune ? `${commune.name}, ${commune.province.name}` : code;
}

function referredIn(kind: FieldKind, contents: readonly unknown[]) {
  const ids = new Map<ReferredKind, Set<string>>();
  const files = new Set<string>();
  for (const content of contents) {
    for (const field of fieldsOf(kind)) {
      for (const value of valuesAt(content, field.path.split('/'))) {
        if (field.type === 'pictures' || field.type === 'file') files.add(value);
        else if (field.names) ids.set(field.names, (ids.get(field.names) ?? new Set<string>()).add(value));
      }
    }
  }
  return { files: [...files], ids: (named: ReferredKind) => [...(ids.get(named) ?? [])] };
}

/** The texts at a path whose `*` stand for every place of a list. */
function valuesAt(value: unknown, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) {
    const all: unknown[] = Array.isArray(value) ? value : [value];
    return all.filter((one) => typeof one === 'string');
  }
  if (part === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return valuesAt(valueAt(value, `/${part}`), rest);
}

async function certificatesOf({ certificates }: ReadingServices, actor: Actor, ids: readonly string[]) {
  const found = [];
  for (const id of ids) {
    const one = await orNothing(certificates.read(id, actor));
    if (one) found.push(one);
  }
  return found;
}

type Certificate = Awaited<ReturnType<typeof certificatesOf>>[number];

function certificateNamed(
  reading: Reading,
  reader: Reader,
  { id, title, content, validity }: Certificate,
): Named {
  const { t, lang } = reading;
  const dates = t('department.certificate-dates', {
    issuer: content.issuer,
    from: formatDate(content.issuedOn, lang),
    to: content.expiresOn === undefined ? 'none' : formatDate(content.expiresOn, lang),
  });
  const scan: Hole = content.file === undefined ? undefined : fileLink(reading, content.file);
  return {
    title,
    href: reader.hrefOf('certificate', id),
    tag: validityTag(t, validity),
    about: html`${dates} ${scan}`,
  };
}

async function grantNamed(
  { grants }: ReadingServices,
  reader: Reader,
  id: string,
): Promise<Named | undefined> {
  const { t, lang, actor } = reader;
  const grant = await orNothing(grants.find(id, actor));
  if (!grant) return undefined;
  const { number = t('mark.no-number'), from, to } = grant.content;
  return {
    title: t('department.grant-title', { mark: grant.mark.name, number }),
    href: reader.hrefOf('grant', id),
    tag: grantTag(t, grant.state),
    about: t('department.from-to', { from: formatDate(from, lang), to: formatDate(to, lang) }),
  };
}

function addTitles(
  { names, reader }: { names: Map<string, Named>; reader: Reader },
  kind: ReferredKind,
  titles: ReadonlyMap<string, string>,
): void {
  for (const [id, title] of titles) names.set(id, { title, href: reader.hrefOf(kind, id) });
}

/** What a record refers to may be gone; the page says so instead of failing. */
async function orNothing<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') return undefined;
    throw error;
  }
}
