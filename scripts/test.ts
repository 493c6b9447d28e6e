// npm test: the checks, then every test that this machine has the parts for. The last line counts them all.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  const parts = process.env['CI'] === 'true' ? bringParts() : undefined;
  run('check', ['node', 'scripts/check.ts']);
  vitest('tests', ['--project', 'unit', '--project', 'cli']);
  await parts?.brought();
  vitest('tests with real parts', ['--project', 'contract', '--project', 'e2e']);
  vitest('what only the whole run can tell', ['--project', 'last']);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** Brings the real parts beside the tests that need none, with what time those leave: a cluster takes minutes to build. */
function bringParts(): { readonly brought: () => Promise<void> } {
  const said = path.join(scratch, 'parts.txt');
  const log = openSync(said, 'w');
  const child = spawn('node', ['scripts/parts.ts'], { stdio: ['ignore', log, log], env });
  closeSync(log);
  if (child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
  const ended = once(child, 'exit');
  return {
    brought: async () => {
      console.log('\n== real parts');
      const [status] = await ended;
      console.log(readFileSync(said, 'utf8').trimEnd());
      count(status);
    },
  };
}

/** A command that counts as one test. */
function run(name: string, [command = '', ...args]: readonly string[]): void {
  console.log(`\n== ${name}`);
  count(spawnSync(command, args, { stdio: 'inherit', env }).status);
}

function count(status: number | null): void {
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
