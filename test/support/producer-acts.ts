import sharp from 'sharp';
import type { Page } from 'playwright-core';
import { aPdf } from './record-builders.ts';
import { chooseCommune, daysAgo, fillIn, follow, press, save, vi } from './page-acts.ts';
import type { Filled, Upload } from './page-acts.ts';

/** What a clerk does on the producer's pages, each act ending on the page of what was made; gives its id. */
export async function registerPlace(page: Page, fields: Filled = {}): Promise<string> {
  await page.goto('/producer/places/new');
  await fillIn(page, { name: 'Lò nấu đường Văn Giáo', kind: 'workshop' });
  await chooseCommune(page, 'van giao', '30526');
  await fillIn(page, {
    'address.street': 'Ấp Măng Rò',
    'geometry.latitude': '10.6012, 104.9503',
    ...fields,
  });
  return save(page);
}

export async function registerProduct(page: Page, fields: Filled = {}): Promise<string> {
  await page.goto('/producer/products/new');
  await fillIn(page, {
    name: 'Đường thốt nốt viên',
    group: 'processing',
    'netContent.value': '0,5',
    'netContent.unit': 'KGM',
    originStatement: 'Sản xuất tại phường Tịnh Biên, tỉnh An Giang',
    brand: 'Thốt nốt Bảy Núi',
    code: 'gtin',
    gtin: '9520099000015',
    shelfLifeDays: '365',
    'images.new': await aPhoto('san-pham.jpg', '#c98a2b'),
    'standards.0.kind': 'TCCS',
    'standards.0.number': 'TCCS 01:2026',
    nameEn: 'Palm sugar tablets',
    ...fields,
  });
  return save(page);
}

export async function registerCertificate(page: Page, fields: Filled): Promise<string> {
  await page.goto('/producer/certificates/new');
  await fillIn(page, {
    type: 'haccp',
    number: 'HACCP-2026-017',
    issuer: 'Trung tâm Kỹ thuật Tiêu chuẩn (thử nghiệm)',
    scope: 'Nấu và đóng gói đường thốt nốt',
    issuedOn: daysAgo(200),
    'file.new': { name: 'haccp.pdf', mimeType: 'application/pdf', buffer: aPdf },
    ...fields,
  });
  return save(page);
}

export async function registerBatch(page: Page, fields: Filled): Promise<string> {
  await page.goto('/producer/batches/new');
  await fillIn(page, {
    'quantity.value': '1.250,5',
    'quantity.unit': 'KGM',
    producedOn: daysAgo(3),
    ...fields,
  });
  return save(page);
}

/** On the page of a batch. */
export async function recordStage(page: Page, stage: string, fields: Filled = {}): Promise<void> {
  await follow(page, vi('producer.stage-new'));
  await follow(page, new RegExp(`^${stage}`));
  await fillIn(page, {
    who: 'Tổ nấu đường số 1',
    'images.new': await aPhoto('cong-doan.jpg', '#5b8c3a'),
    ...fields,
  });
  await press(page, vi('producer.stage-save'));
}

/** As a telephone makes them, though smaller. */
export async function aPhoto(name: string, colour: string): Promise<Upload> {
  const { data } = await sharp({ create: { width: 900, height: 675, channels: 3, background: colour } })
    .jpeg()
    .toBuffer({ resolveWithObject: true });
  return { name, mimeType: 'image/jpeg', buffer: data };
}
