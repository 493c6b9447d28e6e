import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env, execPath } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { identityOf, isAlive, isStopped } from '../../src/adapters/executor/process/process-identity.ts';
import type { ProcessIdentity, RunRecord } from '../../src/model/run.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { resumeRun } from '../../src/services/run/resume-run.ts';
import { cancelRun, pauseRun } from '../../src/services/run/stop-run.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { brokenPromises, type Effect } from '../support/kill/judge.ts';
import { openBench } from '../support/runs.ts';

const OWNER = path.resolve(import.meta.dirname, '../support/kill/owner.ts');
const DIE_AT_WRITE = path.resolve(import.meta.dirname, '../support/kill/die-at-write.ts');
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

/** From the first write behind its claim to the last before it asks and lets go. */
const WRITES = Array.from({ length: 9 }, (_, index) => index + 3);

test.each(WRITES)(
  'an owner that nobody can see or end, stopped right behind its write %i for longer than its lease, begins nothing when it wakes',
  async (write) => {
    const home = temporaryDirectory();
    const marks = path.join(home, 'marks');
    writeFileSync(marks, '');
    const effect = `echo "\${ATOMCTL_OUTPUT##*/}" >> ${marks}`;
    const step = (name: string, needs: string) => `
- {name: ${name}, type: shell, needs: [${needs}], onInterrupt: retry, with: {command: [sh, -c, ${JSON.stringify(effect)}]}}`;
    // The question keeps the run open, and its folders there.
    const ask = `
- {name: ask, type: approval, needs: [d], with: {message: Go on?}}`;
    const scene = { steps: [step('a', ''), step('b', 'a'), step('c', 'b'), step('d', 'c'), ask].join('') };
    writeFileSync(path.join(home, 'scene.json'), JSON.stringify(scene));
    const stopped = spawn(execPath, [`--import=${DIE_AT_WRITE}`, OWNER, home, '', '300', 'elsewhere'], {
      stdio: 'ignore',
      env: { ...env, KILL_AT: `${write + PREPARING}:after`, KILL_WITH: 'SIGSTOP' },
    });
    owner = stopped;
    const exited = ended(stopped);
    await using bench = await openBench(home);
    const run = await stoppedRun(bench.deps.journal, stopped);
    const { wpk } = await bench.prepare(scene);
    await sleep(400);

    const resumed = await resumeRun(bench.deps, { run, by: 'ben', admit: async () => wpk });
    expect(resumed).toMatchObject({ carried: { kind: 'waiting' } });
    const effects = readFileSync(marks, 'utf8').trimEnd().split('\n');
    stopped.kill('SIGCONT');
    expect(await exited, 'it ends by itself').toBe(null);
    expect(stopped.exitCode, 'it says that the run is another’s').not.toBe(0);

    expect(readFileSync(marks, 'utf8').trimEnd().split('\n')).toEqual(effects);
    const events = await Array.fromAsync(bench.deps.journal.events(run, 0));
    expect(brokenPromises(events, effects.map(effectOf))).toEqual([]);
    expect(new Set(effects.map((name) => name.slice(0, 1)))).toEqual(new Set('abcd'));
  },
);

/** Writes of an owner before its run is made: the plan, and its approval. */
const PREPARING = 2;

/** The run, as soon as its owner has stopped itself. */
async function stoppedRun(journal: Journal, { pid = 0 }: ChildProcess): Promise<RunRecord['id']> {
  for (let tries = 0; tries < 600; tries += 1) {
    const [open] = await journal.open('local');
    if (open !== undefined && isStopped(identityOf(pid))) return open.id;
    await sleep(50);
  }
  throw new Error('the owner did not stop');
}

/** Its time is of no interest: nothing may happen once the other has begun. */
function effectOf(outputFile: string): Effect {
  return { at: 0, attempt: outputFile.replace('.json', '') };
}

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
