import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  axeViolations,
  desk,
  inBrowser,
  launchBrowser,
  newPerson,
  overflowAt320,
  phone,
  takePicture,
} from '../support/browser.ts';
import type { Person } from '../support/browser.ts';
import { follow, press, signIn, vi } from '../support/page-acts.ts';
import { startTrialServer } from '../support/trial-server.ts';
import type { TrialServer } from '../support/trial-server.ts';

inBrowser(() => {
  const undo: (() => Promise<void>)[] = [];
  let server: TrialServer;
  let browser: Browser;
  let nectar: string;

  beforeAll(async () => {
    server = await startTrialServer({ plantsAnew: true });
    undo.push(server.stop);
    browser = await launchBrowser();
    undo.push(() => browser.close());
    const officer = await server.api(server.logins.officer);
    const { items } = (await officer.get('/batches?limit=100')).body as {
      items: { id: string; content: { lot: string } }[];
    };
    nectar = items.filter(({ content }) => content.lot.startsWith('NUOC')).at(-1)?.id ?? '';
  }, 600_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, 60_000);

  async function looksWell({ page }: Person, name: string): Promise<void> {
    for (const viewport of [phone, desk]) {
      await page.setViewportSize(viewport);
      await takePicture(page, name, viewport.width);
      expect(await axeViolations(page)).toEqual([]);
    }
    expect(await overflowAt320(page)).toEqual([]);
    await page.setViewportSize(desk);
  }

  it('an officer follows a lot from the palm to the pack, rehearses its recall and ends it', async () => {
    const person = await newPerson(browser, server.origin);
    const { page } = person;
    await signIn(page, server.logins.officer);
    await page.goto(`/department/batches/${nectar}`);
    await follow(page, vi('trace.title'));
    expect(await page.locator('.trace-drawing svg title').first().textContent()).toContain('NUOC');
    expect(await page.locator('main table tbody tr').count()).toBe(4);
    await looksWell(person, 'department-trace');

    await follow(page, vi('trace.drill'));
    await press(page, vi('trace.drill-start'));
    expect(await page.locator('.tile').first().innerText()).toContain('100');
    expect(await page.getByRole('link', { name: '0900000104' }).count()).toBe(1);
    await looksWell(person, 'department-drill');
    await page.locator('label[for=f-reached]').click();
    await page.locator('[name=note]').fill('Gọi hộ kinh doanh hai lần mới được');
    await press(page, vi('trace.drill-finish'));
    expect(await page.locator('main').innerText()).toContain(vi('trace.drill-saved'));
    expect(await page.locator('[name=reached]').count()).toBe(0);
    await looksWell(person, 'department-drill-done');
    await page.goto('/department/recall-drills');
    await looksWell(person, 'department-drills');
    person.expectNoComplaints();
    await person.close();
  }, 240_000);

  it('a producer sees its neighbour’s lot and where its own knowledge ends, and no private telephone', async () => {
    const person = await newPerson(browser, server.origin);
    const { page } = person;
    await signIn(page, server.logins.producer);
    await page.goto(`/producer/batches/${nectar}/trace`);
    expect(await page.locator('main').innerText()).toContain(vi('trace.edge-yes'));
    await looksWell(person, 'producer-trace');
    await follow(page, vi('trace.drill'));
    await press(page, vi('trace.drill-start'));
    expect(await page.locator('main').innerText()).toContain(vi('trace.call-department'));
    expect(await page.locator('main').innerText()).not.toContain('0900000104');
    await looksWell(person, 'producer-drill');
    person.expectNoComplaints();
    await person.close();
  }, 240_000);
});
