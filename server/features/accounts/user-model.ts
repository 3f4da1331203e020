import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import { roles } from '../../domain/roles.ts';
import type { Actor, Role } from '../../domain/roles.ts';

export interface User {
  /** What is typed to sign in: lower case, unique, never changed. */
  login: string;
  name: string;
  email: string | null;
  roles: Role[];
  organisation: Types.ObjectId | null;
  /** A PHC string. */
  passwordHash: string;
  mustChangePassword: boolean;
  /** A one-time password that nobody used loses its force. */
  passwordExpiresAt: Date | null;
  disabled: boolean;
  totp: SecondFactor | null;
  /** The secret of an enrolment under way. */
  totpDraft: string | null;
  searchKey: string;
  createdAt: Date;
  lastSignInAt: Date | null;
  rev: number;
}

export interface SecondFactor {
  secret: string;
  /** The time step of the code accepted last: no code is taken twice (ASVS 6.5.1). */
  lastStep: number;
  enrolledAt: Date;
}

export type StoredUser = User & { _id: Types.ObjectId };
export type UserDocument = HydratedDocument<User>;

const secondFactorSchema = new Schema<SecondFactor>(
  { secret: String, lastStep: Number, enrolledAt: Date },
  { _id: false },
);

const userSchema = new Schema<User>(
  {
    login: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, default: null },
    roles: { type: [{ type: String, enum: roles }], required: true },
    organisation: { type: Schema.Types.ObjectId, default: null },
    passwordHash: { type: String, required: true },
    mustChangePassword: { type: Boolean, required: true },
    passwordExpiresAt: { type: Date, default: null },
    disabled: { type: Boolean, default: false },
    totp: { type: secondFactorSchema, default: null },
    totpDraft: { type: String, default: null },
    searchKey: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastSignInAt: { type: Date, default: null },
  },
  { collection: 'users', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true },
);

export const UserModel = model<User>('User', userSchema);

export function actorFor(user: StoredUser): Actor {
  return {
    id: String(user._id),
    name: user.name,
    roles: user.roles,
    organisation: user.organisation === null ? null : String(user.organisation),
  };
}
