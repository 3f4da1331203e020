import { addDays } from '../domain/calendar-date.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { Membership } from '../domain/mark-right.ts';
import { openSuspension } from '../domain/suspension.ts';
import type { Hold, OriginFacts } from './origin-facts.ts';
import { originFields } from './origin-fields.ts';
import { liveRights, originCertificates, originMarks } from './origin-parts.ts';
import { originPath } from './origin-path.ts';
import { noTimeline, originTimeline } from './origin-timeline.ts';
import type { Origin, Verdict } from './origin.ts';

/** What the public sees, made of what is approved and of nothing else. */
export function buildOrigin(facts: OriginFacts): Origin {
  const { product, organisation, batch, pictures, now } = facts;
  const marks = originMarks(facts);
  const timeline = batch ? originTimeline(batch.timeline) : noTimeline;
  const origin: Origin = {
    path: originPath(facts),
    code: product.key.value,
    isGs1: product.key.ai === '01',
    lot: batch?.content.lot ?? null,
    verdict: verdictOf(facts),
    sample: batch?.sample ?? product.sample,
    name: product.content.name,
    nameEnglish: product.content.nameEn ?? null,
    description: product.content.description ?? null,
    warning: product.content.warning ?? null,
    producer: organisation.content.name,
    pictures,
    fields: originFields(facts, { marks, stages: timeline.stages }),
    ...timeline,
    certificates: originCertificates(facts),
    marks,
    asOf: now.toISOString(),
  };
  return origin.verdict.kind === 'withdrawn' ? takenDown(origin) : origin;
}

/** The next day on which the calendar alone makes it look different: a right or certificate ends, goods expire. */
export function changesOn(facts: OriginFacts): string | null {
  const today = dateInVietnam(facts.now);
  const lastDays = [
    facts.batch?.content.expiresOn,
    ...facts.certificates.map(({ content }) => content.expiresOn),
    ...liveRights(facts).flatMap(({ content, mark }) => [content.to, mark.expiresOn]),
  ].filter((date) => date !== undefined);
  const days = [
    ...lastDays.map((date) => addDays(date, 1)),
    ...facts.rights.map(({ content }) => content.from),
    ...facts.rights.flatMap(({ memberships }) => memberships.flatMap(daysOf)),
  ];
  return days.filter((day) => day > today).sort()[0] ?? null;
}

function daysOf({ joinedOn, leftOn }: Membership): string[] {
  return leftOn === undefined ? [joinedOn] : [joinedOn, leftOn];
}

/** What stands against the goods comes before what speaks for them: recall, suspension, expiry, approval. */
function verdictOf({ batch, product, now }: OriginFacts): Verdict {
  if (!batch) return { kind: 'approved', on: dateInVietnam(product.at) };
  const { hold, content } = batch;
  if (hold.state !== 'none') {
    const on = dateInVietnam(hold.at ?? now);
    return { kind: hold.state, on, reason: hold.reason ?? '', ...afterwards(hold) };
  }
  if (content.expiresOn !== undefined && content.expiresOn < dateInVietnam(now)) {
    return { kind: 'expired', on: content.expiresOn };
  }
  return { kind: 'approved', on: dateInVietnam(batch.at) };
}

/** What became of the decision since: the trader's word on a suspension, the notice of a recall. */
function afterwards({ state, suspensions, recall }: Hold): Partial<Verdict> {
  const open = openSuspension(suspensions);
  if (state === 'suspended' && open) {
    const { answerBy, explanation } = open;
    return {
      answerBy: answerBy.toISOString(),
      ...(explanation && { answeredAt: explanation.at.toISOString() }),
    };
  }
  return state === 'recalled' && recall ? { notice: recall } : {};
}

/** Nothing that was said of a batch is said any more once it was taken down: only which batch it was. */
function takenDown(origin: Origin): Origin {
  return {
    ...origin,
    description: null,
    pictures: [],
    fields: [],
    ...noTimeline,
    certificates: [],
    marks: [],
  };
}
