// npm test: the checks, then every test that this machine has the parts for. The last line counts them all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'atomctl-npm-test-'));
const codes = path.join(scratch, 'codes.txt');
writeFileSync(codes, '');
const env = { ...process.env, ATOMCTL_TEST_CODES: codes };
const counts = { passed: 0, failed: 0, skipped: 0 };

try {
  if (process.env['CI'] === 'true') run('real parts', ['node', 'scripts/parts.ts']);
  run('check', ['node', 'scripts/check.ts']);
  vitest('tests', ['--project', 'unit', '--project', 'contract', '--project', 'cli', '--project', 'e2e']);
  vitest('what only the whole run can tell', ['--project', 'last']);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** A command that counts as one test. */
function run(name: string, [command = '', ...args]: readonly string[]): void {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status === 0) counts.passed += 1;
  else counts.failed += 1;
}

function vitest(name: string, args: readonly string[]): void {
  console.log(`\n== ${name}`);
  const report = path.join(scratch, 'report.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync('vitest', ['run', ...args, ...reporters], { stdio: 'inherit', env });
  const result = readReport(report);
  if (result === undefined) {
    counts.failed += 1;
    return;
  }
  counts.passed += result.numPassedTests;
  counts.skipped += result.numPendingTests + result.numTodoTests;
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = result.numFailedTests + brokenFiles.length;
  counts.failed += status !== 0 && failed === 0 ? 1 : failed;
}

function readReport(file: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
