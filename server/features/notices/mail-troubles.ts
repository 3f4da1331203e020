import type { Clock } from '../../platform/clock.ts';
import type { MailTroubleList } from '../../platform/contract-types.ts';
import { MailboxModel } from './mailbox-model.ts';
import type { Mailbox } from './mailbox-model.ts';
import type { NoticeNeighbours } from './notice-neighbours.ts';

const lastingMs = 2 * 24 * 3_600_000;

export type MailTroubles = ReturnType<typeof mailTroubles>;

/** Whom no mail reaches: for the administrator, who can ask them for another address. */
export function mailTroubles({ addressees }: Pick<NoticeNeighbours, 'addressees'>, clock: Clock) {
  return async function list(): Promise<MailTroubleList> {
    const boxes = await MailboxModel.find({ failure: { $ne: null } })
      .sort({ 'failure.since': 1 })
      .limit(100)
      .lean<Mailbox[]>();
    const people = new Map(
      (await addressees(boxes.map(({ _id }) => String(_id)))).map((one) => [one.id, one] as const),
    );
    const now = clock.now().getTime();
    return {
      items: boxes.flatMap(({ _id, failure }) => {
        const person = people.get(String(_id));
        if (!person || !failure) return [];
        const { since, reason } = failure;
        return [
          {
            user: { id: person.id, name: person.name },
            email: person.email,
            since: since.toISOString(),
            isLasting: now - since.getTime() >= lastingMs,
            reason,
          },
        ];
      }),
    };
  };
}
