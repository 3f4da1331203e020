import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSecret } from './platform/ids.ts';
import type { TrialLogins } from './sample/sample.ts';

export interface TrialFolder {
  dataDir: string;
  secrets: { tokenSecret: string; gatewaySecret: string };
  logins: TrialLogins;
  loginsFile: string;
}

/** Secrets and passwords of trial mode: made on the first start, kept readable by their owner only. */
export function trialFolder(dataDir: string): TrialFolder {
  const loginsFile = path.join(dataDir, 'logins.json');
  return {
    dataDir,
    loginsFile,
    secrets: kept(path.join(dataDir, 'secrets.json'), () => ({
      tokenSecret: newSecret(),
      gatewaySecret: newSecret(),
    })),
    logins: kept(loginsFile, () => ({
      producer: { login: 'htx', password: pronounceable() },
      officer: { login: 'canbo', password: pronounceable() },
      administrator: { login: 'quantri', password: pronounceable() },
    })),
  };
}

/** Written whole or not at all, so that a power cut never leaves half a file. */
function kept<T>(file: string, make: () => T): T {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = make();
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
