import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryDirectory } from '../support/cli.ts';
import { blocksOf } from '../support/markdown.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const GUIDE = readFileSync(path.join(ROOT, 'docs/guides/ci.md'), 'utf8');
const BLOCKS = blocksOf(GUIDE)
  .filter(({ language }) => language === 'sh')
  .map(({ text }) => text.trimEnd());

const hasJq = spawnSync('jq', ['--version']).status === 0;

describe.skipIf(!hasJq && process.env['CI'] !== 'true')('the CI guide (needs jq)', () => {
  test('works as it is written, block by block, from an empty folder and an empty HOME', () => {
    const shell = emptyMachine();
    const secrets: Record<string, string> = {
      SIGNING_PASSWORD: 'a password',
      ATOMCTL_PASSWORD: 'a password',
    };

    for (const block of BLOCKS) {
      const { status, output } = shell.run(block, secrets);
      expect(status, `${block}\n\n${output}`).toBe(0);
      delete secrets['ATOMCTL_PASSWORD'];
      secrets['SIGNING_KEY'] ??= shell.read('keys/atomctl.key');
    }

    expect(shell.read('notes.txt.copy')).toBe('what is kept\n');
    expect(JSON.parse(shell.read('run.json'))).toMatchObject({ result: 'succeeded' });
    expect(shell.read('metrics.prom')).toMatch(/^workflow_success_total\{.*playbook="keep-copy".*\} 1$/m);
  });

  test('a plan that is not the approved one is refused with 6, as the guide says', () => {
    const shell = emptyMachine();
    const running = BLOCKS.findIndex((block) => block.includes('--approve='));
    const secrets: Record<string, string> = {
      SIGNING_PASSWORD: 'a password',
      ATOMCTL_PASSWORD: 'a password',
    };
    for (const block of BLOCKS.slice(0, running)) {
      shell.run(block, secrets);
      secrets['SIGNING_KEY'] ??= shell.read('keys/atomctl.key');
    }
    shell.run(`printf 'sha256:%064d' 0 > plan-digest.txt`, {});

    const { status, output } = shell.run(BLOCKS[running] ?? '', {});

    expect(status).toBe(6);
    expect(output).toContain('ATOM_APPROVAL_STALE');
    expect(shell.run('ls notes.txt.copy', {}).status).not.toBe(0);
  });
});

test('each run of the workflow in the CI guide is one of its shell blocks', () => {
  const [workflow] = blocksOf(GUIDE).filter(({ language }) => language === 'yaml');
  const { jobs } = parse(workflow?.text ?? '');
  const steps: readonly { readonly run?: string }[] = Object.values(jobs).flatMap(
    // oxlint-disable-next-line typescript/no-explicit-any -- the shape is what is tested.
    (job: any) => job.steps,
  );
  const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run.trimEnd()]));

  expect(runs.length).toBeGreaterThan(4);
  expect(runs.filter((run) => !BLOCKS.includes(run))).toEqual([]);
});

/** A folder, a home, and a path with atomctl on it: nothing else. */
function emptyMachine() {
  const [folder, home, bin] = [temporaryDirectory(), temporaryDirectory(), temporaryDirectory()];
  symlinkSync(path.join(ROOT, 'bin', 'run.js'), path.join(bin, 'atomctl'));
  symlinkSync(process.execPath, path.join(bin, 'node'));
  mkdirSync(path.join(home, 'tmp'));
  const env = { PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`, HOME: home, TMPDIR: path.join(home, 'tmp') };
  return {
    read: (file: string) => readFileSync(path.join(folder, file), 'utf8'),
    run: (script: string, secrets: Readonly<Record<string, string>>) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', script], {
        cwd: folder,
        env: { ...env, ...secrets },
        encoding: 'utf8',
      });
      return { status, output: `${stdout}${stderr}` };
    },
  };
}
