import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { containersOf } from '../../src/adapters/executor/docker/container.ts';
import type { RunEvent, RunId } from '../../src/model/run.ts';
import { examineRuns } from '../../src/services/run/doctor.ts';
import { mendRuns } from '../../src/services/run/mend-runs.ts';
import { cancelRun } from '../../src/services/run/stop-run.ts';
import { resumeRun } from '../../src/services/run/resume-run.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { ENGINES, startEngine, type TestEngine } from '../support/container-engine.ts';
import { type Bench, openBench } from '../support/runs.ts';
import { resultOf } from '../support/run-stage.ts';

const OWNER = path.resolve(import.meta.dirname, '../support/kill/owner.ts');
let owner: ChildProcess | undefined;
afterEach(() => owner?.kill('SIGKILL'));

for (const { name, there } of ENGINES) {
  describe.skipIf(!there)(
    `a docker step whose owner is killed, by a real ${name} (npm run parts ${name})`,
    () => {
      let engine: TestEngine;
      beforeAll(async () => {
        engine = await startEngine(name);
      });
      afterAll(() => engine[Symbol.asyncDispose]());
      const left = async () => containersOf(await engine.api());

      test('has its container ended before it is repeated', async () => {
        await using killed = await killedOwner(engine);
        const { bench, run, admit } = killed;
        expect(await left()).toHaveLength(1);
        const { carried } = await carriedOn(bench, { run, by: 'ben', admit });

        expect(resultOf(carried)).toBe('succeeded');
        expect(carried.view.steps.get('beat')?.outputs).toMatchObject({ stdout: 'alone\n' });
        expect(await left()).toEqual([]);
        expect(
          (await eventsOf(bench, run)).filter(({ type }) => /^step-(starting|interr|cont)/.test(type)),
        ).toMatchObject([
          { type: 'step-starting', attempt: 1 },
          { type: 'step-contained', container: { engine: engine.host, name: `atomctl.${run}.beat.1` } },
          { type: 'step-interrupted', decision: 'retry' },
          { type: 'step-starting', attempt: 2 },
          { type: 'step-contained', container: { name: `atomctl.${run}.beat.2` } },
        ]);
      });

      test('has its container ended before anybody is asked', async () => {
        await using killed = await killedOwner(engine, 'ask');
        const { bench, run, admit } = killed;
        const { carried } = await carriedOn(bench, { run, by: 'ben', admit });

        expect(carried.view.steps.get('beat')?.waiting?.message).toContain('onInterrupt is ask');
        expect(await left()).toEqual([]);
      });

      test('is not repeated while nobody can know that its container has ended: a person is asked', async () => {
        await using killed = await killedOwner(engine);
        const { bench, run, admit } = killed;
        await engine.kill();
        const { carried } = await carriedOn(bench, { run, by: 'ben', admit });

        expect(carried.kind).toBe('waiting');
        expect(carried.view.steps.get('beat')?.waiting).toMatchObject({
          for: 'decision',
          message: expect.stringContaining(`its container atomctl.${run}.beat.1 may still run`),
        });

        await engine.start();
        expect(await left()).toHaveLength(1);
        const decision = { step: 'beat', decision: 'retry', reason: 'the engine is back' } as const;
        const again = await carriedOn(bench, { run, by: 'ben', admit, decision });
        expect(resultOf(again.carried)).toBe('succeeded');
        expect(again.carried.view.steps.get('beat')?.outputs).toMatchObject({ stdout: 'alone\n' });
        expect(await left()).toEqual([]);
      });

      test('is found and ended by `runs doctor` where its run was cancelled without its engine', async () => {
        await using killed = await killedOwner(engine);
        const { bench, run, admit } = killed;
        await engine.kill();
        const { deps } = bench;
        const stop = { run, by: 'ben', admit, rollback: false, wait: true, timeoutMs: null };
        expect(await cancelRun(deps, stop)).toMatchObject({ result: 'cancelled' });
        await engine.start();
        const [container] = await left();
        expect(container).toBeDefined();

        expect((await examineRuns(deps)).items).toMatchObject([
          { ailment: 'leftovers', run, detail: `still there: container ${container?.slice(0, 12)}` },
        ]);
        const mending = { run: deps, audit: bench.store.audit };
        expect((await mendRuns(mending, { by: 'ben', admit }, {})).items).toMatchObject([
          { run, mended: { ok: true } },
        ]);
        expect(await left()).toEqual([]);
        expect((await examineRuns(deps)).items).toEqual([]);
      });
    },
  );
}

/** Beats for as long as it lives. Who comes behind it looks whether it beats still. */
const BEAT = `
if [ -e beats ]; then
  before=$(wc -c < beats); sleep 0.5; after=$(wc -c < beats)
  [ "$before" = "$after" ] && echo alone || echo "beside another"
  exit 0
fi
while true; do printf x >> beats; sleep 0.05; done`;

/** A run whose owner was killed with SIGKILL while its container beat. */
async function killedOwner(engine: TestEngine, onInterrupt: 'retry' | 'ask' = 'retry') {
  const home = temporaryDirectory();
  const scene = {
    steps: `
- name: beat
  type: docker
  onInterrupt: ${onInterrupt}
  with: {image: "${engine.image}", command: [sh, -c, ${JSON.stringify(BEAT)}]}`,
  };
  writeFileSync(path.join(home, 'scene.json'), JSON.stringify(scene));
  const env = { ...process.env, DOCKER_HOST: engine.host };
  owner = spawn(process.execPath, [OWNER, home], { stdio: 'ignore', env });
  const bench = await openBench(home, env);
  const run = await contained(bench);
  const beats = path.join(home, 'runs', run, 'work', 'beats');
  while (!existsSync(beats)) await sleep(20);
  const ended = once(owner, 'exit');
  owner.kill('SIGKILL');
  await ended;
  const { wpk } = await bench.prepare(scene);
  return {
    bench,
    run,
    admit: async () => wpk,
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

async function carriedOn(bench: Bench, request: Parameters<typeof resumeRun>[1]) {
  const resumed = await resumeRun(bench.deps, request);
  if (resumed.kind !== 'carried') throw new Error('it had ended');
  return resumed;
}

async function contained(bench: Bench): Promise<RunId> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [open] = await bench.deps.journal.open('local');
    const events = open === undefined ? [] : await eventsOf(bench, open.id);
    if (open !== undefined && events.some(({ type }) => type === 'step-contained')) return open.id;
    await sleep(50);
  }
  throw new Error('no container was made');
}

async function eventsOf({ deps }: Bench, run: RunId): Promise<RunEvent[]> {
  return (await Array.fromAsync(deps.journal.events(run, 0))).map(({ event }) => event);
}
