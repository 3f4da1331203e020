import mongoose, { Types } from 'mongoose';
import { searchKey } from '../../server/domain/search-key.ts';
import { BatchModel } from '../../server/features/batches/batch-model.ts';
import { OrganisationModel } from '../../server/features/organisations/organisation-model.ts';
import { ProductModel } from '../../server/features/products/product-model.ts';
import { geographyService } from '../../server/features/geography/geography-service.ts';
import { searchEntriesIndexes } from '../../server/jobs/migrations/search-entries.ts';
import { SearchEntryModel } from '../../server/lookup/search-entry-model.ts';
import { searchIndex } from '../../server/lookup/search-index.ts';
import { systemClock } from '../../server/platform/clock.ts';

const producers = 200;
const goods = [
  'Đường thốt nốt',
  'Mật ong tràm',
  'Chúc Thất Sơn',
  'Bắp non',
  'Khô cá lóc',
  'Gạo Nàng Nhen',
  'Xoài cát',
];
const makers = [
  'hữu cơ',
  'loại một',
  'đóng gói',
  'truyền thống',
  'VietGAP',
  'sấy lạnh',
  'xuất khẩu',
  'hộp quà',
];
const portion = 5000;

/** Records `from` up to `to`: one product in twenty, of two hundred producers, the rest batches of them. */
export async function plantEntries(from: number, to: number): Promise<void> {
  if (from === 0)
    await OrganisationModel.collection.insertMany(Array.from({ length: producers }, organisation));
  for (let start = from; start < to; start += portion) {
    const numbers = Array.from({ length: Math.min(portion, to - start) }, (_, at) => start + at);
    const products = numbers.filter(isProduct).map(product);
    const batches = numbers.filter((number) => !isProduct(number)).map(batch);
    if (products.length > 0) await ProductModel.collection.insertMany(products);
    await BatchModel.collection.insertMany(batches);
  }
  const { namesAround } = geographyService();
  // An index over what is there already is made in a tenth of the time.
  await SearchEntryModel.collection.dropIndexes();
  await searchIndex({ clock: systemClock, namesAround }).rebuild();
  await searchEntriesIndexes.up(mongoose.connection);
}

export function ownerOf(number: number): Types.ObjectId {
  return idOf(number % producers, '0a');
}

function isProduct(number: number): boolean {
  return number % 20 === 0;
}

function organisation(_: unknown, number: number) {
  const name = `Hợp tác xã ${goods[number % goods.length]} số ${number}`;
  const content = { name, kind: 'cooperative', address: { communeCode: '30526' } };
  return { ...record(idOf(number, '0a'), number, name, content) };
}

function product(number: number) {
  const made = number / 20;
  const name = `${goods[made % goods.length]} ${makers[Math.floor(made / goods.length) % makers.length]} ${made}`;
  const traceKey = `0893${String(number).padStart(10, '0')}`;
  return {
    ...record(idOf(number, '0b'), number, name, { name, brand: 'Bảy Núi', gtin: traceKey }),
    traceKey,
  };
}

function batch(number: number) {
  const lot = `TN-${2020 + (number % 7)}-${number}`;
  const content = { lot, product: String(idOf(number - (number % 20), '0b')) };
  return { ...record(idOf(number, '0c'), number, lot, content), hold: 'none' };
}

function record(_id: Types.ObjectId, number: number, title: string, content: object) {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000);
  return {
    ...{ _id, organisation: ownerOf(number), content, title, searchKey: searchKey(title), version: 1 },
    ...{ state: 'approved', approved: { version: 1, at, by: 'bench', content }, notes: [], message: null },
    ...{ sample: true, rev: 0, updatedAt: at },
  };
}

function idOf(number: number, kind: string): Types.ObjectId {
  return new Types.ObjectId(kind.padStart(12, '0') + number.toString(16).padStart(12, '0'));
}
