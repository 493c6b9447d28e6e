import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockerExecutor } from '../../src/adapters/executor/docker/docker.ts';
import { dockerSteps, said } from '../support/docker-steps.ts';
import { ENGINES, startEngine, type TestEngine } from '../support/container-engine.ts';
import { plannedStep, stepContext, type TestContext } from '../support/step-context.ts';

for (const { name, there } of ENGINES) {
  describe.skipIf(!there)(`how a docker step ends, by a real ${name} (npm run parts ${name})`, () => {
    let engine: TestEngine;
    beforeAll(async () => {
      engine = await startEngine(name);
    });
    afterAll(() => engine[Symbol.asyncDispose]());
    const { sh, left } = dockerSteps(() => engine);

    test('that ignores SIGTERM is killed after its grace, and gone', async () => {
      const context = stepContext();
      const running = sh("trap '' TERM; echo begun; while true; do sleep 1; done", {}, context);
      await says(context, 'begun');
      context.controller.abort('timeout');

      expect((await running).outcome).toMatchObject({
        kind: 'failed',
        error: { kind: 'timeout' },
        outputs: { stdout: 'begun\n' },
      });
      expect(await left()).toEqual([]);
    });

    test('that is cancelled may end in order', async () => {
      const context = stepContext();
      const running = sh(
        "trap 'echo tidied; exit 0' TERM; echo begun; while true; do sleep 0.1; done",
        {},
        context,
      );
      await says(context, 'begun');
      context.controller.abort('cancelled');

      expect((await running).outcome).toMatchObject({
        error: { kind: 'cancelled' },
        outputs: { stdout: 'begun\ntidied\n' },
      });
      expect(await left()).toEqual([]);
    });

    test('is not started when its container cannot be written down', async () => {
      const context = stepContext({ contained: closedJournal });

      await expect(sh('echo x > begun', {}, context)).rejects.toThrow('the journal is closed');
      expect(await left()).toEqual([]);
      expect(said((await sh('ls', {}, { workFolder: context.workFolder })).outcome)).toBe('');
    });

    test('whose log cannot be written ends at once', async () => {
      const started = performance.now();
      await expect(sh('echo x; sleep 60', {}, { log: fullDisk })).rejects.toThrow('the disk is full');
      expect(await left()).toEqual([]);
      expect(performance.now() - started).toBeLessThan(30_000);
    });

    test('ends what an earlier attempt left before it begins', async () => {
      const api = await engine.api();
      const body = {
        Image: engine.image,
        Cmd: ['sleep', '60'],
        Labels: { 'io.atomctl.effect': 'run_test/step' },
        HostConfig: {
          NetworkMode: 'none',
          Ulimits: ['nproc', 'nofile'].map((Name) => ({ Name, Soft: 100, Hard: 100 })),
        },
      };
      await api.ask('POST', '/containers/create', { query: { name: 'earlier' }, body });
      await api.ask('POST', '/containers/earlier/start');
      expect(await left()).toHaveLength(1);

      expect((await sh('true', {}, { attempt: 2 })).outcome.kind).toBe('done');
      expect(await left()).toEqual([]);
    });

    test('whose engine goes away is unavailable, names what may still run, and its next attempt ends that', async () => {
      const context = stepContext();
      const running = sh('echo begun; sleep 60', {}, context);
      await says(context, 'begun');
      await engine.kill();
      const { outcome } = await running;
      await engine.start();

      expect(outcome).toMatchObject({
        kind: 'failed',
        error: {
          kind: 'unavailable',
          message: expect.stringMatching(
            /^the container engine unix:\/\/\S+ does not answer \(.*\), and its container may still run: docker rm -f atomctl\.run_test\.step\.1$/,
          ),
        },
      });
      expect(await left()).toHaveLength(1);
      expect((await sh('true', {}, { attempt: 2 })).outcome.kind).toBe('done');
      expect(await left()).toEqual([]);
    });

    test('without an engine says where none is, and what to do', async () => {
      const context = stepContext();
      const ask = (host: string) =>
        dockerExecutor({ host, graceMs: 0, patienceMs: 0 }).execute(
          plannedStep('docker'),
          { image: 'x' },
          context,
        );

      expect(await ask('unix:///nowhere.sock')).toMatchObject({
        error: {
          kind: 'unavailable',
          message: 'the container engine unix:///nowhere.sock does not answer (nothing is there)',
        },
      });
      expect(await ask('tcp://192.0.2.1:2375')).toMatchObject({
        error: { kind: 'refused', message: expect.stringContaining('ssh -L') },
      });
    });
  });
}

async function says(context: TestContext, text: string): Promise<void> {
  while (!context.logged().includes(text)) await sleep(20);
}

async function closedJournal(): Promise<void> {
  throw new Error('the journal is closed');
}

function fullDisk(): void {
  throw new Error('the disk is full');
}
