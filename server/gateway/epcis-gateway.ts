import { setTimeout as delay } from 'node:timers/promises';
import type { BatchRecord, CanonicalRecord } from '../domain/canonical-record.ts';
import { epcisDocument } from '../domain/stage-event.ts';
import type { EpcisEvent } from '../domain/stage-event.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { Clock } from '../platform/clock.ts';
import { accessToken, byClientCredentials, byLogin, fixedToken } from './access-token.ts';
import type { ClientCredentials, TokenSource } from './access-token.ts';
import { epcisCalls, isBody, refusalIn } from './epcis-calls.ts';
import type { EpcisCalls } from './epcis-calls.ts';
import {
  contentDigest,
  declarationId,
  declarationOf,
  declaringStep,
  inErrorOf,
  stageEventOf,
} from './epcis-events.ts';
import type { Accepted, Delivery, GatewayPort, HeldRecord, Later, Outcome } from './gateway-port.ts';
import { httpClient } from './http-client.ts';
import type { HttpSettings } from './http-client.ts';
import { tallyByListing } from './reconcile-digest.ts';

export interface EpcisSignIn extends ClientCredentials {
  /** OAuth 2.0, or another instance of this system where the address ends in its `/api/v1/tokens`. */
  url: string;
}

export interface EpcisSettings extends HttpSettings {
  clock: Clock;
  /** A token given for good, or where and how one is asked for. */
  token?: string;
  signIn?: EpcisSignIn;
  /** Scheme and host of our own vocabulary. */
  origin: string;
  /** Between two looks at a capture job. */
  pollMs?: number;
}

const mostLooks = 40;
const perPage = '200';

/**
 * Any EPCIS 2.0 repository: a batch is its stages as events and, last, our declaration with its state. Every event is
 * named by what it says, so that nothing is captured twice; what was corrected is declared in error, never changed.
 */
export function epcisGateway(settings: EpcisSettings): GatewayPort {
  const { clock, origin, pollMs = 250 } = settings;
  const calls = epcisCalls({ http: httpClient(settings), token: tokenOf(settings) });

  return {
    name: 'epcis',

    async put(record, delivery) {
      const batch = asBatch(record);
      const there = await everyEvent(calls, { MATCH_anyEPCClass: batch.publicUrl });
      if ('outcome' in there) return there;
      return captured(batch, delivery, newsOf(batch, delivery, there));
    },

    async withdraw(record, delivery) {
      const batch = asBatch(record);
      const held = await declarations(record.id);
      if ('outcome' in held) return held;
      if (held.length === 0) return { outcome: 'accepted', foreignId: null, receipt: '', digest: '' };
      return captured(batch, delivery, [declarationOf(batch, delivery, origin)]);
    },

    async lookup(record, delivery) {
      const found = await calls.events({ EQ_eventID: declarationId(delivery) });
      if (found.outcome !== 'done') return found;
      return found.data.events.length > 0 ? accepted(asBatch(record), delivery, '') : { outcome: 'absent' };
    },

    async list(kind, { day }) {
      const held = kind === 'batch' ? await declarations() : [];
      if ('outcome' in held) return held;
      return {
        outcome: 'listed',
        records: held.filter((one) => day === undefined || one.day === day),
        next: null,
      };
    },

    tally(kind) {
      return tallyByListing((one, range) => this.list(one, range), kind);
    },

    async health() {
      const answer = await calls.events({ perPage: '1', EQ_bizStep: declaringStep(origin) });
      return answer.outcome === 'done' ? { healthy: true } : { healthy: false, reason: answer.reason };
    },

    async check() {
      const none = await calls.events({ EQ_eventID: 'urn:uuid:00000000-0000-8000-8000-000000000000' });
      const isEmpty = none.outcome === 'done' && none.data.events.length === 0;
      const refused = await calls.capture({ type: 'EPCISDocument' });
      return [
        { point: 'unknown-event', isGood: isEmpty, found: none.outcome === 'done' ? '' : none.reason },
        {
          point: 'refuses-bad-capture',
          isGood: refused.outcome === 'refused',
          found: refused.outcome === 'refused' ? refused.words : refused.outcome,
        },
      ];
    },
  };

  /** What the repository does not hold yet, what it holds of us that is no longer so, and the declaration. */
  function newsOf(batch: BatchRecord, delivery: Delivery, there: readonly EpcisEvent[]): EpcisEvent[] {
    const inError = new Set(
      there.filter((event) => 'errorDeclaration' in event).map(({ eventID }) => eventID),
    );
    const standing = there.filter((event) => 'nguongoc:stage' in event && !inError.has(event.eventID));
    const wanted = batch.stages.map((stage) => stageEventOf(batch, stage));
    const held = new Set(standing.map(({ eventID }) => eventID));
    const current = new Set(wanted.map(({ eventID }) => eventID));
    return [
      ...wanted.filter(({ eventID }) => !held.has(eventID)),
      ...standing
        .filter(({ eventID }) => !current.has(eventID))
        .map((event) => inErrorOf(event, delivery.at)),
      ...(there.some(({ eventID }) => eventID === declarationId(delivery))
        ? []
        : [declarationOf(batch, delivery, origin)]),
    ];
  }

  async function captured(
    batch: BatchRecord,
    delivery: Delivery,
    events: readonly EpcisEvent[],
  ): Promise<Outcome> {
    if (events.length === 0) return accepted(batch, delivery, '');
    const handed = await calls.capture(epcisDocument(origin, events, clock.now()));
    if (handed.outcome !== 'done') return handed;
    const { job } = handed.data;
    if (job === null) return { outcome: 'unknown', reason: 'unexpected-answer' };
    for (let look = 0; look < mostLooks; look += 1) {
      const state = await calls.job(job);
      if (state.outcome !== 'done') return { ...state, outcome: 'unknown' };
      const { running, success, errors } = state.data;
      if (running === false && success === true) return accepted(batch, delivery, job);
      if (running === false) return refusalOf(errors);
      await delay(pollMs);
    }
    return { outcome: 'unknown', reason: 'time-out' };
  }

  /** The latest declaration of every record, or of one. */
  async function declarations(id?: string): Promise<HeldRecord[] | Later> {
    const events = await everyEvent(calls, { EQ_bizStep: declaringStep(origin) });
    if ('outcome' in events) return events;
    const latest = new Map<string, HeldRecord>();
    for (const held of events.map(heldRecord)) {
      if (!held || (id !== undefined && held.id !== id)) continue;
      if ((latest.get(held.id)?.seq ?? 0) < held.seq) latest.set(held.id, held);
    }
    return [...latest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function tokenOf({ token, signIn, clock, ...place }: EpcisSettings): TokenSource | undefined {
  if (!signIn) return token === undefined ? undefined : fixedToken(token);
  const http = httpClient({ ...place, baseUrl: signIn.url });
  const isOurs = signIn.url.endsWith('/api/v1/tokens');
  return accessToken({ clock, ask: (isOurs ? byLogin : byClientCredentials)(http, '', signIn) });
}

async function everyEvent(calls: EpcisCalls, query: Record<string, string>): Promise<EpcisEvent[] | Later> {
  const events: EpcisEvent[] = [];
  let next: string | null = null;
  do {
    const page = await calls.events({ ...query, perPage, ...(next !== null && { nextPageToken: next }) });
    if (page.outcome !== 'done') return page;
    events.push(...page.data.events);
    next = page.data.next;
  } while (next !== null);
  return events;
}

function accepted(batch: BatchRecord, delivery: Delivery, job: string): Accepted {
  const digest = batch.state === 'withdrawn' ? '' : contentDigest(batch);
  return { outcome: 'accepted', foreignId: declarationId(delivery), receipt: job, digest };
}

function refusalOf(errors: unknown): Outcome {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return refusalIn(isBody(first) ? first : {}, 'capture');
}

function heldRecord(event: EpcisEvent): HeldRecord | undefined {
  const id = event['nguongoc:record'];
  const seq = event['nguongoc:delivery'];
  if (typeof id !== 'string' || typeof seq !== 'number') return undefined;
  const withdrawn = event['nguongoc:state'] === 'withdrawn';
  const day = dateInVietnam(new Date(event.eventTime));
  const digest = withdrawn ? '' : String(event['nguongoc:digest']);
  return { id, foreignId: event.eventID, seq, day, digest, withdrawn, receipt: '' };
}

/** The ledger queues nothing else for this rail. */
function asBatch(record: CanonicalRecord): BatchRecord {
  if (record.kind !== 'batch') throw new Error(`epcis: ${record.kind} is not carried`);
  return record;
}
