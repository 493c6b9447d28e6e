import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hereLimiter } from '../../src/adapters/executor/all.ts';
import { cgroupRoots } from '../../src/adapters/executor/process/limits/cgroup-roots.ts';
import { StepCgroup } from '../../src/adapters/executor/process/limits/step-cgroup.ts';
import { newId } from '../../src/base/id.ts';
import { type Author, author } from '../support/author.ts';

const NO_LIMITS = (await hereLimiter()).holds.has('memory')
  ? undefined
  : 'this user may make no control groups';
const because = NO_LIMITS === undefined ? '' : ` (skipped: ${NO_LIMITS})`;

let ana: Author;
let over: string;
beforeAll(async () => {
  ana = await author();
  await ana.runSteps('- {name: hello, with: {command: [echo, hello]}}');
  over = await ana.latest();
});
const started: ChildProcess[] = [];
const made: string[] = [];
afterEach(() => {
  for (const one of started.splice(0)) one.kill('SIGKILL');
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const doctor = async (...flags: string[]) => {
  const result = await ana.atomctl(['runs', 'doctor', '--json', ...flags]);
  return { ...result, ...result.json() };
};
const outputOf = (run: string) => path.join(ana.home, 'runs', run, 'out', 'hello.1.json');

describe('what `runs doctor` finds of runs that are over', () => {
  test.skipIf(NO_LIMITS !== undefined)(
    `are control groups, and what in them has thrown its environment away${because}`,
    async () => {
      mkdirSync(path.dirname(outputOf(over)), { recursive: true });
      const roots = cgroupRoots().filter(({ controllers }) => controllers.has('memory'));
      const limits = { cpu: null, memoryBytes: 64 * 2 ** 20 };
      const group = StepCgroup.make(roots, { limits, outputFile: outputOf(over) });
      const hidden = spawn('sleep', ['60'], { env: {}, stdio: 'ignore' });
      started.push(hidden);
      for (const folder of group.folders)
        writeFileSync(path.join(folder, 'cgroup.procs'), String(hidden.pid));

      const found = await doctor();
      expect(found.exitCode).toBe(1);
      expect(found.items).toMatchObject([{ ailment: 'leftovers', run: over }]);
      expect(found.items[0].detail).toContain('the control groups of 1 of its attempts are still there');
      const mended = await doctor('--fix');
      expect(mended.items[0].mended).toEqual({ ok: true, detail: 'it is removed' });
      expect(hidden.signalCode).not.toBeNull();
      expect(group.folders.filter((folder) => existsSync(folder))).toEqual([]);
    },
  );

  test('are folders and processes of a run that this store does not know, and is written down', async () => {
    const unknown = newId('run', randomBytes(12));
    const work = path.join(ana.home, 'runs', unknown, 'work');
    mkdirSync(work, { recursive: true });
    const stray = spawn('sleep', ['60'], { env: { ATOMCTL_OUTPUT: outputOf(unknown) }, stdio: 'ignore' });
    started.push(stray);

    const { items } = await doctor();
    expect(items).toMatchObject([{ ailment: 'leftovers', run: unknown, package: null, since: null }]);
    expect(items[0].detail).toBe(
      `this store knows no such run; still running: process ${stray.pid}; its private folders are still there`,
    );
    expect((await ana.atomctl(['runs', 'doctor'])).stdout).toContain(
      `! ${unknown} of no run that is known leftovers\n`,
    );
    await doctor('--fix');
    expect(existsSync(path.dirname(work))).toBe(false);
    expect(stray.signalCode).not.toBeNull();
    const log = (await ana.atomctl(['audit', 'log', '--json'])).json();
    expect(log.items).toContainEqual(expect.objectContaining({ action: 'recover', subject: unknown }));
  });

  test('are, with --fix, chunks of logs that no log names; what runs said stays', async () => {
    await ana.runSteps('- {name: bye, with: {command: [sh, -c, "yes bye | head -c 8192"]}}');
    rmSync(path.join(ana.home, 'logs', await ana.latest()), { recursive: true });

    expect((await doctor()).pruned).toBeNull();
    const text = (await ana.atomctl(['runs', 'doctor', '--fix'])).stdout;
    expect(text).toBe('✔ 1 chunk of logs that no log names: removed, 8192 bytes\nnothing is stuck\n');
    expect((await doctor('--fix')).pruned).toEqual({ chunks: 0, bytes: 0 });
    const { items } = (await ana.atomctl(['audit', 'log', '--json'])).json();
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'recover', subject: 'logs', details: { chunks: 1, bytes: 8192 } }),
    );
    expect((await ana.atomctl(['runs', 'logs', over])).stdout).toContain('hello');
  });

  test.skipIf(!existsSync('/dev/shm'))('are not the private files of another home', async () => {
    const folder = path.join('/dev/shm', `atomctl-${newId('run', randomBytes(12))}`);
    made.push(folder);
    mkdirSync(folder);

    expect((await doctor('--fix')).items).toEqual([]);
    expect(existsSync(folder)).toBe(true);
  });
});
