import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';

export interface MailMessage {
  /** The same for every try, so that a mail that was sent twice is one in the reader's mailbox (RFC 5322 §3.6.4). */
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  date: Date;
  language: string;
}

/** How mail leaves the house. */
export interface MailRoad {
  send(message: MailMessage): Promise<void>;
}

const patienceMs = 20_000;

/**
 * By a mail server: `smtps://user:password@host`, `smtp://host:587`. Outside the machine itself the connection must
 * be encrypted, unless the address says `?requireTLS=false` (ASVS 12.3.1).
 */
export function smtpRoad(url: string): MailRoad {
  const { hostname, searchParams } = new URL(url);
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  const transport = nodemailer.createTransport({
    url,
    requireTLS: !isHere && searchParams.get('requireTLS') !== 'false',
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    ...nothingElse,
  });
  return {
    async send(message) {
      await transport.sendMail(envelopeOf(message));
    },
  };
}

/** Trial mode: each mail a file that any mail program opens; sent again, it is the same file. */
export function folderRoad(folder: string): MailRoad {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(message) {
      const { message: bytes } = await transport.sendMail(envelopeOf(message));
      const file = path.join(
        folder,
        `${message.messageId.replace(/@.*$/, '').replaceAll(/[^\w.-]/g, '')}.eml`,
      );
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.new`, bytes as Buffer, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
  };
}

/** A mail is made of what it is given, never of files or addresses. */
const nothingElse = { disableFileAccess: true, disableUrlAccess: true } as const;

function envelopeOf({ language, messageId, ...rest }: MailMessage) {
  return {
    ...rest,
    ...nothingElse,
    messageId: `<${messageId}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
  };
}

/** Whether the mail server said no for good (RFC 5321 §4.2.1), and in which words. */
export function mailRefusal(error: unknown): { isFinal: boolean; words: string } {
  const { responseCode, message } = error as { responseCode?: number; message?: string };
  const isFinal = responseCode !== undefined && responseCode >= 550 && responseCode < 560;
  return { isFinal, words: (message ?? String(error)).slice(0, 300) };
}
