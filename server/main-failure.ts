import { ConfigurationError } from './platform/config.ts';
import { DataFolderError } from './platform/data-folder.ts';
import { NoMongodError } from './platform/mongod-binary.ts';
import { MongodStartError } from './platform/mongod-process.ts';
import { translate } from './platform/i18n.ts';
import type { MessageKey } from './platform/i18n.ts';

/** Why the server did not start, for the person at the terminal: what happened and what to do, no stack. */
export function plainReason(error: unknown): string {
  const known = wordsForThePerson(error);
  if (known !== undefined) return known;
  const { code, port, message, name } = error as {
    code?: string;
    port?: number;
    message?: string;
    name?: string;
  };
  if (code === 'EADDRINUSE') return inBothLanguages('start.port-in-use', { port: port ?? 0 });
  if (code === 'EACCES' && port !== undefined) return inBothLanguages('start.port-refused', { port });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return inBothLanguages('start.host-unknown', {});
  if (name === 'MongooseServerSelectionError') {
    return inBothLanguages('start.database-unreachable', { reason: message ?? '' });
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** These errors are sentences already. */
function wordsForThePerson(error: unknown): string | undefined {
  if (error instanceof NoMongodError) return `${translate.vi('start.no-mongod')}\n${error.message}`;
  const isPlain = [ConfigurationError, DataFolderError, MongodStartError].some(
    (kind) => error instanceof kind,
  );
  return isPlain ? (error as Error).message : undefined;
}

function inBothLanguages(key: MessageKey, params: Record<string, string | number>): string {
  return `${translate.vi(key, params)}\n${translate.en(key, params)}`;
}
