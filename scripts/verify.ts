/** `npm run verify -- stamps | marks`: recomputes what must add up; prints a line a finding and a summary as JSON. */
import { stampedIn, stampNeighbours } from '../server/compose-stamps.ts';
import { verifyMarks } from '../server/features/marks/mark-verification.ts';
import { verifyStamps } from '../server/features/stamps/stamp-verification.ts';
import { plainReason } from '../server/main-failure.ts';
import { readConfig } from '../server/platform/config.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { silentLogger } from '../server/platform/logger.ts';

interface Verification {
  findings: { finding: string }[];
}

const subjects: Record<string, () => Promise<Verification>> = {
  stamps: () => verifyStamps(stampNeighbours()),
  marks: () => verifyMarks({ stampedOf: stampedIn }),
};

const [name = '', ...more] = process.argv.slice(2);
const subject = more.length === 0 ? subjects[name] : undefined;
if (subject) {
  try {
    await verify(subject);
  } catch (error) {
    console.error(plainReason(error));
    process.exitCode = 1;
  }
} else {
  console.error(`Usage: npm run verify -- ${Object.keys(subjects).join(' | ')}`);
  process.exitCode = 2;
}

async function verify(look: () => Promise<Verification>): Promise<void> {
  const { mongodbUri } = readConfig(process.env);
  if (mongodbUri === undefined) throw new Error('MONGODB_URI is missing.');
  await connectDatabase(mongodbUri, silentLogger);
  try {
    const result = await look();
    for (const { finding, ...where } of result.findings) console.error(`${JSON.stringify(where)} ${finding}`);
    console.log(JSON.stringify({ subject: name, ...result, findings: result.findings.length }, null, 2));
    if (result.findings.length > 0) process.exitCode = 1;
  } finally {
    await closeDatabase();
  }
}
