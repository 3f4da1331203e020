import { indexes } from '../../platform/migration.ts';
import type { Migration } from '../../platform/migration.ts';

const name = '2026-11-23-link-checks';

const made = indexes(name, [
  ['links', { 'links.href': 1 }],
  ['links', { 'links.declared.id': 1 }],
  ['links', { 'links.declared.product': 1 }],
  ['links', { 'links.declared.organisation': 1 }],
  ['link-checks', { nextAt: 1 }],
  ['link-checks', { state: 1 }],
  ['link-checks', { 'lease.until': 1 }, { partialFilterExpression: { 'lease.until': { $type: 'date' } } }],
  [
    'link-checks',
    { 'lease.host': 1 },
    { unique: true, partialFilterExpression: { 'lease.host': { $type: 'string' } } },
  ],
]);

/** Links that were imported before there was a checker wait for their first check too. */
export const linkChecks: Migration = {
  name,
  async up(database) {
    await made.up(database);
    const levels = database.collection<{ links: { href: string }[] }>('links').find({});
    const checks = database.collection<{ _id: string }>('link-checks');
    const unknown = { state: 'unchecked', status: null, reason: null, checkedAt: null, failingSince: null };
    for await (const { links } of levels) {
      for (const { href } of links) {
        const fresh = { ...unknown, host: new URL(href).host, failures: 0, nextAt: new Date(0) };
        await checks.updateOne({ _id: href }, { $setOnInsert: fresh }, { upsert: true });
      }
    }
  },
};
