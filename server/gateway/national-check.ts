import type { CheckPoint } from './gateway-port.ts';
import type { CallNational, CallOutcome } from './national-call.ts';
import type { CatalogueSource } from './national-catalogues.ts';
import type { TokenSource } from './access-token.ts';
import { errorCodes, resources } from './national-wire.ts';

interface NationalEnds {
  call: CallNational;
  token: TokenSource;
  catalogues: CatalogueSource;
}

/** What the adapter takes for granted about the national gateway; only questions. */
export async function nationalChecks({ call, token, catalogues }: NationalEnds): Promise<CheckPoint[]> {
  const signedIn = await token.current();
  const points = [
    point('sign-in', typeof signedIn === 'string', typeof signedIn === 'string' ? '' : signedIn.reason),
  ];
  if (typeof signedIn !== 'string') return points;
  catalogues.forget();
  const lists = await catalogues.current();
  points.push(
    'outcome' in lists
      ? point('catalogues', false, lists.reason)
      : point('catalogues', lists.units.has('KGM'), `${lists.units.size} + ${lists.eventKinds.size}`),
  );
  const unknownKey = await call({ method: 'GET', path: 'KhoaGiaoDich/nguon-goc-khong-co' });
  points.push(point('unknown-key', isCode(unknownKey, errorCodes.notFound), found(unknownKey)));
  const bare = await call({ method: 'POST', path: resources.organisation.resource, body: {} });
  points.push(point('asks-for-key', bare.outcome === 'refused', found(bare)));
  return points;
}

function point(name: string, isGood: boolean, what: string): CheckPoint {
  return { point: name, isGood, found: what };
}

function isCode(answer: CallOutcome, code: string): boolean {
  return answer.outcome === 'refused' && answer.code === code;
}

function found(answer: CallOutcome): string {
  if (answer.outcome === 'done') return 'done';
  return answer.outcome === 'refused' ? `${answer.code} ${answer.words}`.trim() : answer.reason;
}
