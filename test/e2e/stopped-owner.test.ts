import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { execPath } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { isAlive } from '../../src/adapters/executor/process-identity.ts';
import type { ProcessIdentity, RunRecord } from '../../src/model/run.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { resumeRun } from '../../src/services/run/resume-run.ts';
import { cancelRun, pauseRun } from '../../src/services/run/stop-run.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { openBench } from '../support/runs.ts';

const OWNER = path.resolve(import.meta.dirname, '../support/kill/owner.ts');
const LEASE_MS = 1500;
let owner: ChildProcess | undefined;
afterEach(() => owner?.kill('SIGKILL'));

test('an owner that was stopped keeps its run until its lease ends, and is then ended with its step before anything goes on', async () => {
  await using stopped = await stoppedOwner();
  const { deps, run, step, process, admit } = stopped;
  const resume = () => resumeRun(deps, { run, by: 'ben', admit });
  await expect(resume()).rejects.toMatchObject({ code: 'ATOM_RUN_OWNED' });
  expect(isAlive(step)).toBe(true);
  await sleep(LEASE_MS + 200);

  expect(await resume()).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });
  expect(isAlive(step)).toBe(false);
  expect(process.signalCode ?? (await ended(process))).toBe('SIGKILL');
  const starts = (await Array.fromAsync(deps.journal.events(run, 0))).map(({ event }) => event.type);
  expect(starts.filter((type) => type === 'step-starting')).toHaveLength(2);
});

test('pausing a run whose owner was stopped says so at once, and cancelling it ends both when the lease is over', async () => {
  await using stopped = await stoppedOwner();
  const { deps, run, step, process, admit } = stopped;

  await expect(pauseRun(deps, run, 'ben')).rejects.toMatchObject({
    code: 'ATOM_RUN_OWNED',
    message: expect.stringContaining('does not answer; its lease ends in'),
    hint: expect.stringContaining(`kill -CONT ${process.pid}`),
  });
  expect(isAlive(step)).toBe(true);

  const cancelled = await cancelRun(deps, {
    run,
    by: 'ben',
    rollback: false,
    wait: true,
    timeoutMs: null,
    admit,
  });
  expect(cancelled).toMatchObject({ state: 'ended', result: 'cancelled' });
  expect(isAlive(step)).toBe(false);
  expect(process.signalCode ?? (await ended(process))).toBe('SIGKILL');
});

/** A real process that was stopped while it carries a run with one long step. */
async function stoppedOwner() {
  const home = temporaryDirectory();
  const scene = {
    steps: `
- name: once
  type: shell
  onInterrupt: retry
  with: {command: [sh, -c, 'test -e began && exit 0; touch began; setsid sleep 60 & sleep 60']}`,
  };
  writeFileSync(path.join(home, 'scene.json'), JSON.stringify(scene));
  const process = spawn(execPath, [OWNER, home, '', String(LEASE_MS)], { stdio: 'ignore' });
  owner = process;
  const bench = await openBench(home);
  const { run, process: step } = await spawnedStep(bench.deps.journal);
  await sleep(100);
  process.kill('SIGSTOP');
  const { wpk } = await bench.prepare(scene);
  return {
    deps: bench.deps,
    run,
    step,
    process,
    admit: async () => wpk,
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

async function spawnedStep(
  journal: Pick<Journal, 'open' | 'events'>,
): Promise<{ run: RunRecord['id']; process: ProcessIdentity }> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [open] = await journal.open('local');
    const events = open === undefined ? [] : await Array.fromAsync(journal.events(open.id, 0));
    for (const { event } of events) {
      if (open !== undefined && event.type === 'step-spawned')
        return { run: open.id, process: event.process };
    }
    await sleep(50);
  }
  throw new Error('no step was started');
}

async function ended(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
}
