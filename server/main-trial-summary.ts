import path from 'node:path';
import type { TrialFolder } from './main-trial-folder.ts';
import { translate } from './platform/i18n.ts';
import type { MessageKey } from './platform/i18n.ts';

interface Summary {
  address: string;
  sandbox: string;
  folder: TrialFolder;
  /** Mails are files; else a mail server has them. */
  isMailKept: boolean;
}

/** What a person who just typed `npm start` wants to know. */
export function trialSummary({ address, sandbox, folder, isMailKept }: Summary): string {
  const place = path.relative(process.cwd(), folder.dataDir) || '.';
  const file = path.relative(process.cwd(), folder.loginsFile);
  const mail = path.relative(process.cwd(), folder.mailDir);
  const people = (['producer', 'officer', 'administrator'] as const).map((role) => {
    const { login, password } = folder.logins[role];
    return `    ${both(`start.role-${role}`).padEnd(36)} ${login.padEnd(10)} ${password}`;
  });
  return [
    '',
    `  ${translate.vi('start.trial-title', { folder: place })}`,
    `  ${translate.en('start.trial-title', { folder: place })}`,
    '',
    `  ${both('start.trial-open').padEnd(52)} ${address}/`,
    `  ${both('start.trial-sandbox').padEnd(52)} ${sandbox}/`,
    ...(isMailKept ? [`  ${both('start.trial-mail').padEnd(52)} ${mail}`] : []),
    '',
    `  ${both('start.trial-logins')}:`,
    ...people,
    '',
    `  ${translate.vi('start.trial-first')}`,
    `  ${translate.en('start.trial-first')}`,
    '',
    `  ${translate.vi('start.trial-stop', { file })}`,
    `  ${translate.en('start.trial-stop', { file })}`,
    '',
  ].join('\n');
}

function both(key: MessageKey): string {
  return `${translate.vi(key)} / ${translate.en(key)}`;
}
