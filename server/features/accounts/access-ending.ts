import type { Types } from 'mongoose';
import { SessionModel } from './session-model.ts';
import { TokenFamilyModel } from './token-family-model.ts';

interface Spared {
  session?: string | undefined;
  family?: string | undefined;
}

/** Signs a user out everywhere, at once, but for the session or token that asks for it (ASVS 7.4.2, 7.4.3). */
export async function endAccess(user: Types.ObjectId, { session, family }: Spared = {}): Promise<void> {
  await SessionModel.deleteMany({ user, ...(session !== undefined && { _id: { $ne: session } }) });
  await TokenFamilyModel.deleteMany({ user, ...(family !== undefined && { _id: { $ne: family } }) });
}
