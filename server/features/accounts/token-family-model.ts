import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';

/** One program that signed in, and the chain of its refresh tokens: only the newest link is good. */
export interface TokenFamily {
  _id: string;
  user: Types.ObjectId;
  /** Digest of the refresh token that may be used next, and of the one it replaced. */
  current: string;
  previous: string | null;
  rotatedAt: Date;
  createdAt: Date;
  expiresAt: Date;
}

const tokenFamilySchema = new Schema<TokenFamily>(
  {
    _id: { type: String, required: true },
    user: { type: Schema.Types.ObjectId, required: true },
    current: { type: String, required: true },
    previous: { type: String, default: null },
    rotatedAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'token-families', strict: 'throw', versionKey: false },
);

export const TokenFamilyModel = model<TokenFamily>('TokenFamily', tokenFamilySchema);
