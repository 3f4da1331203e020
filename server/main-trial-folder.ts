import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StampKey } from './domain/stamps/serial.ts';
import { newSecret } from './platform/ids.ts';
import { stampKeys } from './platform/stamp-secrets.ts';
import type { TrialLogins } from './sample/sample.ts';

export interface TrialFolder {
  dataDir: string;
  secrets: { tokenSecret: string; gatewaySecret: string; stampKeys: StampKey[] };
  logins: TrialLogins;
  loginsFile: string;
  /** Mails, each a file. */
  mailDir: string;
}

/** Secrets and passwords of trial mode: made on the first start, kept readable by their owner only. */
export function trialFolder(dataDir: string): TrialFolder {
  const loginsFile = path.join(dataDir, 'logins.json');
  return {
    dataDir,
    loginsFile,
    mailDir: path.join(dataDir, 'mail'),
    secrets: keptSecrets(path.join(dataDir, 'secrets.json')),
    logins: kept(loginsFile, () => ({
      producer: { login: 'htx', password: pronounceable() },
      officer: { login: 'canbo', password: pronounceable() },
      administrator: { login: 'quantri', password: pronounceable() },
    })),
  };
}

/** A folder of before there were stamps gets their secret on its next start. */
function keptSecrets(file: string): TrialFolder['secrets'] {
  const fresh = {
    tokenSecret: newSecret(),
    gatewaySecret: newSecret(),
    stampSecrets: { 'trial-1': newSecret() },
    currentStampKey: 'trial-1',
  };
  const found: Partial<typeof fresh> = kept(file, () => fresh);
  const secrets = { ...fresh, ...found };
  if (!found.stampSecrets) written(file, secrets);
  const { tokenSecret, gatewaySecret, stampSecrets } = secrets;
  return { tokenSecret, gatewaySecret, stampKeys: stampKeys(Object.entries(stampSecrets)) };
}

function kept<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  return written(file, make());
}

/** Written whole or not at all, so that a power cut never leaves half a file. */
function written<T>(file: string, made: T): T {
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
  return made;
}

/** 80 random bits in groups that a person can copy from a terminal. */
function pronounceable(): string {
  const letters = newSecret()
    .toLowerCase()
    .replaceAll(/[^a-z2-9]/g, '')
    .replaceAll(/[l10o]/g, '');
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4)).join('-');
}
