import { randomInt } from 'node:crypto';
import argon2 from '@node-rs/argon2';
import type { Fault } from '../../domain/errors.ts';
import { searchKey } from '../../domain/search-key.ts';
import { semaphore } from '../../platform/semaphore.ts';
import { commonPasswords, contextWords } from './common-passwords.ts';

/** OWASP's least for Argon2id: 19 MiB, two passes, one lane. A stored hash below it is renewed at sign-in. */
const policy = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const passwordLengths = { least: 8, advised: 15 };

export function hashPassword(password: string): Promise<string> {
  return oneOfTwo(() => argon2.hash(normal(password), policy));
}

export async function isPassword(hash: string, password: string): Promise<boolean> {
  return oneOfTwo(() => argon2.verify(hash, normal(password)));
}

/** As long as checking a real one takes: the answer must not tell whether an account exists (ASVS 6.3.8). */
export async function pretendToCheck(password: string): Promise<false> {
  decoy ??= hashPassword('decoy');
  await isPassword(await decoy, password);
  return false;
}

export function needsRehash(hash: string): boolean {
  const { memoryCost, timeCost } = argon2.parseOptions(hash);
  return !hash.startsWith('$argon2id$') || memoryCost < policy.memoryCost || timeCost < policy.timeCost;
}

/** Length and guessability, nothing else: no rules about digits and signs (ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.11). */
export function passwordFaults(
  password: string,
  owner: { login: string; name: string },
): Omit<Fault, 'pointer'>[] {
  if (Array.from(normal(password)).length < passwordLengths.least) {
    return [{ key: 'account.password-short', params: { least: passwordLengths.least } }];
  }
  const isCommon = commonPasswords.has(password.toLowerCase()) || commonPasswords.has(bare(password));
  if (isCommon) return [{ key: 'account.password-common' }];
  const own = [owner.login, owner.name, ...owner.name.split(' ')].map(bare).filter((word) => word.length > 2);
  const isAboutOwner = own.includes(core(password)) || contextWords.has(core(password));
  return isAboutOwner ? [{ key: 'account.password-context' }] : [];
}

/** Sixteen letters and digits that cannot be mistaken for one another, 80 bits: `k7mq-2x9d-…`. */
export function oneTimePassword(): string {
  const letters = Array.from({ length: 16 }, () => alphabet.charAt(randomInt(alphabet.length)));
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** Two hashes at once: they share the thread pool with file and database work. */
const oneOfTwo = semaphore(2);
let decoy: Promise<string> | undefined;

/** Vietnamese keyboards write one letter in two ways; both are the same password. Nothing is cut off. */
function normal(password: string): string {
  return password.normalize('NFC');
}

function bare(text: string): string {
  return searchKey(text).replaceAll(' ', '');
}

/** The word that is left without the digits and signs around it: `NguonGoc@2026` is `nguongoc`. */
function core(password: string): string {
  return bare(password).replace(/^\d+|\d+$/g, '');
}
