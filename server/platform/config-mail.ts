import type { Fault } from '../domain/errors.ts';
import type { Configuration } from './contract-types.ts';

/** Where mails go and who writes them. */
export interface MailConfig {
  smtpUrl: string;
  from: string;
}

/** Undefined where no mail server is named: then nobody is written to. */
export function readMail(
  found: Pick<Configuration, 'SMTP_URL' | 'MAIL_FROM'>,
  inFile: string | undefined,
  faults: Fault[],
): MailConfig | undefined {
  const smtpUrl = found.SMTP_URL ?? inFile;
  const isWrong = faults.some(({ pointer }) => pointer === '/MAIL_FROM' || pointer === '/SMTP_URL');
  if (isWrong) return undefined;
  const from = found.MAIL_FROM;
  if (smtpUrl === undefined) {
    if (from !== undefined) faults.push(missing('/SMTP_URL', 'MAIL_FROM'));
    return undefined;
  }
  if (!isMailServer(smtpUrl)) {
    faults.push({
      pointer: found.SMTP_URL === undefined ? '/SECRETS_FILE' : '/SMTP_URL',
      key: 'start.smtp-url',
    });
    return undefined;
  }
  if (from === undefined) {
    faults.push(missing('/MAIL_FROM', 'SMTP_URL'));
    return undefined;
  }
  return { smtpUrl, from };
}

function isMailServer(text: string): boolean {
  return /^smtps?:\/\//.test(text) && URL.canParse(text) && new URL(text).hostname !== '';
}

function missing(pointer: string, other: string): Fault {
  return { pointer, key: 'start.missing', params: { other } };
}
