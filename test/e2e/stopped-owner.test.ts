import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { isAlive } from '../../src/adapters/executor/process-identity.ts';
import type { ProcessIdentity, RunEvent, RunRecord } from '../../src/model/run.ts';
import { resumeRun } from '../../src/services/run/resume-run.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { openBench } from '../support/runs.ts';

const OWNER = path.resolve(import.meta.dirname, '../support/kill/owner.ts');
const LEASE_MS = 1500;
let owner: ChildProcess | undefined;
afterEach(() => owner?.kill('SIGKILL'));

test('an owner that was stopped keeps its run until its lease ends, and is then ended with its step before anything goes on', async () => {
  const home = temporaryDirectory();
  const scene = {
    steps: `
- name: once
  type: shell
  onInterrupt: retry
  with: {command: [sh, -c, 'test -e began && exit 0; touch began; setsid sleep 60 & sleep 60']}`,
  };
  writeFileSync(path.join(home, 'scene.json'), JSON.stringify(scene));
  owner = spawn(process.execPath, [OWNER, home, '', String(LEASE_MS)], { stdio: 'ignore' });
  await using bench = await openBench(home);
  const { run, process: step } = await spawnedStep(bench.deps.journal);
  await sleep(100);
  owner.kill('SIGSTOP');

  const { wpk } = await bench.prepare(scene);
  const resume = () => resumeRun(bench.deps, { run, by: 'ben', admit: async () => wpk });
  await expect(resume()).rejects.toMatchObject({ code: 'ATOM_RUN_OWNED' });
  expect(isAlive(step)).toBe(true);
  await sleep(LEASE_MS + 200);

  expect(await resume()).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });
  expect(isAlive(step)).toBe(false);
  expect(owner.signalCode ?? (await ended(owner))).toBe('SIGKILL');
  const starts = (await bench.deps.journal.events(run, 0)).map(({ event }) => event.type);
  expect(starts.filter((type) => type === 'step-starting')).toHaveLength(2);
});

async function spawnedStep(journal: {
  open(): Promise<readonly RunRecord[]>;
  events(run: RunRecord['id'], after: number): Promise<readonly { readonly event: RunEvent }[]>;
}): Promise<{ run: RunRecord['id']; process: ProcessIdentity }> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [open] = await journal.open();
    const events = open === undefined ? [] : await journal.events(open.id, 0);
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
