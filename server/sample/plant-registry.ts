import type { Role } from '../domain/roles.ts';
import { parse } from '../platform/contracts.ts';
import { plantPerson } from './plant-people.ts';
import { daysFrom, known, pictureStore, review, step, storeDocument } from './planting.ts';
import type { Owner, PictureStore, Planting } from './planting.ts';
import type { Login } from './sample.ts';
import type { SampleCertificate, SampleProducer } from './sample-plan.ts';

/** A producer as planted: the ids behind the names of its records. */
export interface Registry {
  owner: Owner;
  pictures: PictureStore;
  places: Map<string, string>;
  products: Map<string, string>;
  certificates: Map<string, string>;
}

const ofProducer: Role[] = ['producer-owner', 'producer-clerk'];

/** The producer, its clerk, and the records that its batches are built on. */
export async function plantRegistry(
  planting: Planting,
  producer: SampleProducer,
  login?: Login,
): Promise<Registry> {
  const { key, organisation, people } = producer;
  const { organisations, accounts } = planting.features;
  const { id } = await organisations.create(
    parse('OrganisationContent', organisation),
    step(planting.officer, `${key}:organisation`),
    { sample: true },
  );
  const clerk = await plantPerson(accounts.users, { ...people, roles: ofProducer, organisation: id }, login);
  const owner = { key, clerk, id };
  const pictures = pictureStore(planting, owner);
  const places = await plantPlaces(planting, producer, owner);
  const products = await plantProducts(planting, producer, { owner, pictures });
  const certificates = new Map<string, string>();
  for (const [name, certificate] of Object.entries(producer.certificates)) {
    certificates.set(name, await plantCertificate(planting, certificate, { name, owner, places, products }));
  }
  return { owner, pictures, places, products, certificates };
}

async function plantPlaces(planting: Planting, { places }: SampleProducer, { key, clerk }: Owner) {
  const planted = new Map<string, string>();
  for (const [place, { left, ...content }] of Object.entries(places)) {
    const name = `${key}:place:${place}`;
    const given = parse('PlaceContent', content);
    const { id } = await planting.features.places.create(given, step(clerk, name), { sample: true });
    await review(planting, { kind: 'place', id, name, clerk }, left);
    planted.set(place, id);
  }
  return planted;
}

async function plantProducts(
  planting: Planting,
  { products }: SampleProducer,
  { owner: { key, clerk }, pictures }: Pick<Registry, 'owner' | 'pictures'>,
) {
  const planted = new Map<string, string>();
  for (const [product, { left, images, ...content }] of Object.entries(products)) {
    const name = `${key}:product:${product}`;
    const given = parse('ProductContent', { ...content, images: await pictures(images) });
    const { id } = await planting.features.products.create(given, step(clerk, name), { sample: true });
    await review(planting, { kind: 'product', id, name, clerk }, left);
    planted.set(product, id);
  }
  return planted;
}

async function plantCertificate(
  planting: Planting,
  { issued, expires, left, products, places, ...content }: SampleCertificate,
  of: Pick<Registry, 'owner' | 'places' | 'products'> & { name: string },
): Promise<string> {
  const { key, clerk, id: organisation } = of.owner;
  const name = `${key}:certificate:${of.name}`;
  const { number, scope, issuer } = content;
  const issuedOn = daysFrom(planting, -issued);
  const until = expires === undefined ? {} : { expiresOn: daysFrom(planting, expires) };
  const facts = [`Số: ${number}`, `Phạm vi: ${scope}`, `Nơi cấp: ${issuer}`, `Ngày cấp: ${issuedOn}`];
  const paper = { title: `Giấy tờ ${of.name}`, facts, organisation };
  const given = parse('CertificateContent', {
    ...content,
    issuedOn,
    ...until,
    products: products.map((product) => known(of.products, product)),
    places: places.map((place) => known(of.places, place)),
    file: await storeDocument(planting, paper, step(clerk, `${name}:file`)),
  });
  const { id } = await planting.features.certificates.create(given, step(clerk, name), { sample: true });
  await review(planting, { kind: 'certificate', id, name, clerk }, left);
  return id;
}
