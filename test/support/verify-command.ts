import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import mongoose from 'mongoose';

/** `npm run verify -- …` on the database of the world at hand. */
export function verifyCommand(
  args: readonly string[],
  stampSecret = randomBytes(32),
): Promise<{ code: number; out: string; err: string }> {
  const uri = new URL(process.env['TEST_MONGODB_URI'] ?? '');
  uri.pathname = `/${mongoose.connection.name}`;
  const env = {
    ...process.env,
    MONGODB_URI: uri.href,
    PUBLIC_ORIGIN: 'https://txng.example.vn',
    TOKEN_SECRET: stampSecret.toString('base64url'),
    STAMP_SECRETS: `2026:${stampSecret.toString('base64')}`,
  };
  const script = path.resolve(__dirname, '../../scripts/verify.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', script, ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}
