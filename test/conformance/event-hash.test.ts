import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { surroundingsOf } from '../../server/domain/epcis/message.ts';
import { eventHash, preHash } from '../../server/domain/epcis/event-hash.ts';
import { eventsIn } from '../support/epcis-cases.ts';
import type { EpcisSample } from '../support/epcis-cases.ts';
import { describeWith, sharedFolder, sharedText } from '../support/shared-data.ts';

const folder = 'cases/epcis/event-hash';
const sample = sharedText(`${folder}/persistentDisposition.jsonld`);
const names =
  sample === undefined
    ? []
    : readdirSync(path.join(sharedFolder, folder)).filter((name) => name.endsWith('.jsonld'));

/** The second line of its pre-hashes is the first event again, spelled otherwise; its hashes are right. */
const stray = 'epcisDocWithCustomSchemaInContext.jsonld';

function linesOf(name: string): string[] {
  return (sharedText(`${folder}/${name}`) ?? '').split(/\r?\n/).filter(Boolean);
}

describeWith(sample, 'the event hash of CBV 2.0', () => {
  it.each(names)('names the events of %s as published', (name) => {
    const document = JSON.parse(sharedText(`${folder}/${name}`) ?? '') as EpcisSample;
    const surroundings = surroundingsOf(document);
    const hashes = eventsIn(document).map((event) => eventHash(event, surroundings));
    const texts = eventsIn(document).map((event) => preHash(event, surroundings));
    const published = linesOf(name.replace('.jsonld', '.prehashes'));
    const compared = name === stray ? texts.slice(0, 1) : texts.slice(0, published.length);
    expect(compared).toEqual(published.slice(0, compared.length));
    expect(hashes).toEqual(linesOf(name.replace('.jsonld', '.hashes')));
  });
});
