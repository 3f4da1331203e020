// Writes the closing line of CI from jest's own report; a suite that could not run and a failed gate count as failures.
import { readFileSync, writeFileSync } from 'node:fs';

const [report, checks] = process.argv.slice(2);
const { passed, failed, pending } = counts(report);
const failures = failed + (checks === '0' ? 0 : 1);
writeFileSync(
  `${report}.line`,
  `${passed} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`,
);
process.exitCode = failures === 0 && passed > 0 ? 0 : 1;

function counts(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      pending: numPendingTests,
    };
  } catch {
    return { passed: 0, failed: 1, pending: 0 };
  }
}
