import { generateSecret, generateURI, verify } from 'otplib';
import qrcode from 'qrcode';
import { needsSecondFactor } from '../../domain/account-rules.ts';
import type { User } from './user-model.ts';

/** What an authenticator app reads from the symbol or what is typed into it by hand (RFC 6238). */
export interface Enrolment {
  secret: string;
  uri: string;
}

export function newSecondFactor(): string {
  return generateSecret();
}

export function enrolment(secret: string, login: string, issuer: string): Enrolment {
  return { secret, uri: generateURI({ issuer, label: login, secret }) };
}

/** The symbol as a data address, drawn here: the secret is shown to nobody else. */
export async function enrolmentSymbol({ uri }: Enrolment): Promise<string> {
  const svg = await qrcode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

/** The time step of a good code, one step of delay allowed; undefined for a wrong code or one used before. */
export async function acceptedStep(
  { secret, lastStep }: { secret: string; lastStep: number },
  code: string,
  now: Date,
): Promise<number | undefined> {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const result = await verify({
    secret,
    token,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: [30, 0],
  });
  if (!result.valid || !('timeStep' in result)) return undefined;
  return result.timeStep > lastStep ? result.timeStep : undefined;
}

export type PendingStep = 'password' | 'second-factor';

/** What a user must do before anything else. */
export function pendingStep(user: User, requireSecondFactor: boolean): PendingStep | null {
  if (user.mustChangePassword) return 'password';
  const mustEnrol = requireSecondFactor && user.totp === null && needsSecondFactor(user.roles);
  return mustEnrol ? 'second-factor' : null;
}
