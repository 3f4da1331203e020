import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The first release with everything the product leans on: transactions, change streams, `hello`, quick shutdown. */
const oldestUsefulRelease = 5;

/**
 * Proves that a mongod runs on this machine, and says which it is. Rejects with a sentence that names what stops it:
 * an absent file, a library the system lacks, a release too old.
 */
export async function versionOf(path: string): Promise<string> {
  const { stdout } = await run(path, ['--version'], { timeout: 20_000 }).catch((error: unknown) => {
    throw new Error(whyItDoesNotRun(path, error));
  });
  const version = /db version v(\d+)\.(\d+\.\d+\S*)/.exec(stdout);
  if (!version) throw new Error('does not answer --version as a mongod does');
  if (Number(version[1]) < oldestUsefulRelease) {
    throw new Error(`is release ${version[1]}.${version[2]}; ${oldestUsefulRelease}.0 or later is needed`);
  }
  return `${version[1]}.${version[2]}`;
}

function whyItDoesNotRun(path: string, error: unknown): string {
  const {
    code,
    stderr = '',
    message,
  } = error as { code?: string | number; stderr?: string; message: string };
  if (code === 'ENOENT')
    return existsSync(path) ? 'is built for another kind of Linux (it needs glibc)' : 'is not there';
  if (code === 'EACCES') return 'is not executable for this user';
  const library = /(lib[\w.+-]+\.so[\w.]*): cannot open shared object/.exec(stderr)?.[1];
  if (library) return `lacks the library ${library}: ${debianRemedy(library)}`;
  return `does not run: ${(stderr.trim() || message).split('\n')[0] ?? ''}`;
}

/** The loader names one missing library at a time; the line installs both that a bare system is known to lack. */
function debianRemedy(library: string): string {
  return /^lib(curl|ssl|crypto)\./.test(library)
    ? 'apt-get install -y libcurl4 libssl3'
    : `install the package that holds it (apt-file search ${library})`;
}
