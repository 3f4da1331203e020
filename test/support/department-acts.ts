import type { Page } from 'playwright-core';
import { chooseCommune, daysAgo, fillIn, follow, press, save, vi } from './page-acts.ts';
import type { Filled } from './page-acts.ts';

/** What officers and administrators do on the department's pages. */
export async function registerOrganisation(page: Page, fields: Filled): Promise<string> {
  await page.goto('/department/organisations/new');
  await fillIn(page, { kind: 'cooperative', ...fields });
  await chooseCommune(page, 'nhà bàng', '30502');
  await fillIn(page, { 'address.street': 'Khóm Sơn Đông' });
  return save(page);
}

/** Gives the one-time password, which is shown once. */
export async function openAccount(page: Page, fields: Filled, organisation?: string): Promise<string> {
  await page.goto('/department/users/new');
  await fillIn(page, { roles: ['producer-clerk'], ...fields });
  if (organisation !== undefined)
    await page.locator('[name=organisation]').selectOption({ label: organisation });
  await press(page, vi('common.save'));
  return page.locator('.reference .code').innerText();
}

/** Opens what waits under this name, as an officer finds it in the queue. */
export async function openWaiting(page: Page, title: string): Promise<void> {
  await page.goto('/department/queue');
  await fillIn(page, { q: title });
  await press(page, vi('ui.filter'));
  // A product's name is also the beginning of its batches' names.
  const exact = page.locator('main').getByRole('link', { name: title, exact: true });
  await follow(page, (await exact.count()) > 0 ? new RegExp(`^${title}$`) : title);
}

export async function approve(page: Page, title: string): Promise<void> {
  await openWaiting(page, title);
  await press(page, vi('department.approve'));
  if (!page.url().includes('done=')) throw new Error(await page.locator('main').innerText());
}

/** Sends the record that is open back with a message and notes at fields, by their names. */
export async function returnWith(page: Page, message: string, notes: Record<string, string>): Promise<void> {
  for (const [name, note] of Object.entries(notes)) {
    const field = `[name="note.${name}"]`;
    await page
      .locator('details', { has: page.locator(field) })
      .locator('summary')
      .click();
    await page.locator(field).fill(note);
  }
  await fillIn(page, { returnMessage: message });
  await page.locator('button[name=decision][value=return]').click();
  await page.waitForURL(/done=/);
}

export async function registerMark(page: Page, owner: string, fields: Filled): Promise<string> {
  await page.goto('/department/marks/new');
  await fillIn(page, {
    kind: 'collective',
    stage: 'granted',
    goods: 'Đường thốt nốt',
    niceClasses: '30',
    promises: 'Nấu từ nước thốt nốt của vùng Bảy Núi.',
    doesNotPromise: 'Không bảo đảm về dư lượng.',
    applicationNumber: '4-2021-12345',
    filedOn: daysAgo(1900),
    certificateNumber: '4-0412345-000',
    grantedOn: daysAgo(1400),
    expiresOn: daysAgo(-1700),
    ...fields,
  });
  await page.locator('[name=owner]').selectOption({ label: owner });
  return save(page);
}

/** Joined, applied, checked on the spot, proposed by the one officer and decided by the other. */
export async function grantRight(
  { officer, second }: { officer: Page; second: Page },
  mark: string,
  { organisation, product }: Granted,
): Promise<string> {
  const address = `/department/marks/${mark}`;
  await officer.goto(`${address}/members/new`);
  await officer.locator('[name=organisation]').selectOption({ label: organisation });
  await fillIn(officer, { joinedOn: daysAgo(200) });
  await press(officer, vi('common.save'));
  await officer.goto(`${address}/grants/new`);
  await officer.locator('[name=organisation]').selectOption({ label: organisation });
  await press(officer, vi('department.go-on'));
  await fillIn(officer, {
    products: [product],
    from: daysAgo(100),
    to: daysAgo(-600),
    'ceiling.value': '5000',
    'ceiling.unit': 'KGM',
  });
  await press(officer, vi('marks.grant-apply'));
  const id = /\/grants\/([0-9a-f]{24})\?/.exec(officer.url())?.[1];
  if (id === undefined) throw new Error(await officer.locator('main').innerText());
  const grant = `/department/grants/${id}`;
  await officer.goto(`${grant}/check`);
  await fillIn(officer, { on: daysAgo(101), team: 'Trần A', findings: 'Đúng quy chế.', outcome: 'passed' });
  await press(officer, vi('common.save'));
  await officer.goto(`${grant}/grant`);
  await fillIn(officer, { number: 'QSD-01' });
  await press(officer, vi('marks.propose'));
  await decideRight(second, id);
  return id;
}

export async function decideRight(page: Page, grant: string): Promise<void> {
  await page.goto(`/department/grants/${grant}/decide`);
  await press(page, vi('marks.decide'));
  if (!page.url().includes('done=')) throw new Error(await page.locator('main').innerText());
}

interface Granted {
  /** Its name. */
  organisation: string;
  /** Its id. */
  product: string;
}
