import { readdirSync } from 'node:fs';
import path from 'node:path';
import { sharedFolder, sharedText } from './shared-data.ts';

export interface EpcisCase {
  name: string;
  document: EpcisSample;
}

/** A document or a single event, as loosely as JSON. */
export type EpcisSample = Record<string, any>;

/** Every EPCIS file of the reference material, or none where it is not there. */
export function epcisCases(): EpcisCase[] {
  if (sharedText('epcis/event-mapping-examples.json') === undefined) return [];
  const files = readdirSync(path.join(sharedFolder, 'cases/epcis'), { recursive: true, encoding: 'utf8' });
  return [
    ...files.filter((file) => /\.json(ld)?$/.test(file)).map((file) => `cases/epcis/${file}`),
    'epcis/event-mapping-examples.json',
  ]
    .sort()
    .map((name) => ({ name, document: JSON.parse(sharedText(name) ?? '') as EpcisSample }));
}

/** The events of a document, of the answer to a query, or the event itself. */
export function eventsIn({ epcisBody, ...alone }: EpcisSample): EpcisSample[] {
  if (!epcisBody) return [alone];
  return (epcisBody.eventList ?? epcisBody.queryResults?.resultsBody.eventList) as EpcisSample[];
}
