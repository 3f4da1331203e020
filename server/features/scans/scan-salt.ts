import { createHmac } from 'node:crypto';
import { addDays } from '../../domain/calendar-date.ts';
import { parseLocalTime } from '../../domain/local-time.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { isDuplicateKey } from '../../platform/database.ts';
import { newSecret } from '../../platform/ids.ts';
import { SaltModel } from './scan-model.ts';
import type { Visitor } from './scan-visitor.ts';

export type SessionKeys = ReturnType<typeof sessionKeys>;

/** Scans of the last second before midnight are written after it. */
const grace = 5 * 60_000;

/**
 * One visitor at one unit on one day, as a value that leads to nobody: a keyed digest whose key all processes share
 * through the database and which is destroyed after its day. The unit is part of it, so that not even within the day
 * can one visitor's way from stamp to stamp be followed (Law 91/2025/QH15; security.md §4).
 */
export function sessionKeys() {
  let kept: { day: string; salt: Promise<string> } | undefined;

  return {
    async of(unit: string, visitor: Pick<Visitor, 'network' | 'userAgent'>, at: Date): Promise<string> {
      return sessionKey(await saltOf(at), unit, visitor);
    },
  };

  function saltOf(at: Date): Promise<string> {
    const day = dateInVietnam(at);
    if (kept?.day === day) return kept.salt;
    const salt = readSalt(day, at);
    kept = { day, salt };
    salt.catch(() => (kept = undefined));
    return salt;
  }
}

export function sessionKey(
  salt: string,
  unit: string,
  { network, userAgent }: Pick<Visitor, 'network' | 'userAgent'>,
): string {
  const session = createHmac('sha256', salt).update(`${unit}\n${network}\n${userAgent}`);
  return session.digest('base64url').slice(0, 16);
}

async function readSalt(day: string, now: Date): Promise<string> {
  await SaltModel.deleteMany({ endsAt: { $lte: now } });
  const midnight = parseLocalTime(addDays(day, 1));
  const endsAt = new Date((midnight.ok ? midnight.value.getTime() : now.getTime()) + grace);
  const fresh = { salt: newSecret(), endsAt };
  try {
    const stored = await SaltModel.findOneAndUpdate(
      { _id: day },
      { $setOnInsert: fresh },
      { upsert: true, returnDocument: 'after' },
    ).lean();
    return stored.salt;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const stored = await SaltModel.findById(day).lean();
    if (!stored) throw error;
    return stored.salt;
  }
}
