import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export type SmtpMood = 'good' | 'busy' | 'refuses' | 'dies-after-data';

export interface ReceivedMail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** A mail server on this machine: takes mail as RFC 5321 says, or fails the way it is told to. */
export async function startSmtpServer() {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let mood: SmtpMood = 'good';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    be(next: SmtpMood): void {
      mood = next;
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function converse(socket: Socket): void {
    let held = '';
    let data: string | undefined;
    socket.write('220 post.test ESMTP\r\n');
    socket.on('data', (bytes) => {
      held += bytes.toString('latin1');
      for (let end = held.indexOf('\r\n'); end >= 0; end = held.indexOf('\r\n')) {
        const line = held.slice(0, end);
        held = held.slice(end + 2);
        if (data === undefined) answer(line);
        else if (line === '.') taken();
        else data += `${line.replace(/^\.\./, '.')}\r\n`;
      }
    });

    function answer(line: string): void {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'DATA') data = '';
      if (verb === 'QUIT') socket.end('221 bye\r\n');
      else if (verb === 'DATA') socket.write('354 go on\r\n');
      else if (verb === 'RCPT' && mood === 'refuses') socket.write('550 5.1.1 no such mailbox\r\n');
      else if (verb === 'RCPT' && mood === 'busy') socket.write('451 4.3.0 try again later\r\n');
      else socket.write('250 fine\r\n');
    }

    function taken(): void {
      mails.push(mailIn(data ?? ''));
      data = undefined;
      if (mood === 'dies-after-data') socket.destroy();
      else socket.write('250 taken\r\n');
    }
  }
}

function mailIn(raw: string): ReceivedMail {
  const unfolded = raw.replaceAll(/\r\n[ \t]+/g, ' ');
  const head = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
  const part =
    /Content-Type: text\/plain[^]*?Content-Transfer-Encoding: ([\w-]+)\r\n[^]*?\r\n\r\n([^]*?)\r\n--/i.exec(
      raw.replaceAll(/\r\n[ \t]+(?=[\w-]+=)/g, ' '),
    );
  return {
    id: head('Message-ID'),
    to: head('To'),
    subject: encodedWords(head('Subject')),
    text: decoded(part?.[2] ?? '', part?.[1] ?? '7bit'),
  };
}

function decoded(text: string, encoding: string): string {
  if (/base64/i.test(encoding)) return Buffer.from(text, 'base64').toString('utf8');
  if (!/quoted/i.test(encoding)) return text;
  const plain = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1').toString('utf8');
}

/** RFC 2047: `=?UTF-8?B?…?=`, words side by side without the space between. */
function encodedWords(text: string): string {
  return text
    .replaceAll(/\?= +=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? decoded(word, 'base64') : decoded(word.replaceAll('_', ' '), 'quoted'),
    );
}
