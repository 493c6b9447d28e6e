import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { hereLimiter } from '../../../../../src/adapters/executor/all.ts';
import { processExecutor } from '../../../../../src/adapters/executor/process/process.ts';
import { startProcess } from '../../../../../src/adapters/executor/process/spawn/start.ts';
import { isAlive, statOf } from '../../../../../src/adapters/executor/process/process-identity.ts';
import { type JsonObject, textOf } from '../../../../../src/base/json.ts';
import type { ProcessIdentity } from '../../../../../src/model/run.ts';
import type { StepContext } from '../../../../../src/ports/executor.ts';
import { plannedStep, stepContext } from '../../../../support/step-context.ts';

const options = {
  start: startProcess,
  limiter: hereLimiter,
  env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', TZ: 'UTC' },
  graceMs: 300,
  drainMs: 300,
};

/** Leaves a process that cannot be found by group, session or environment. */
const BARE = 'env -i PATH="$PATH" setsid sh -c "echo \\$\\$; exec sleep 60 >&- 2>&-" & sleep 0.2';

describe('a shell step', () => {
  test('gets this environment and no other', async () => {
    const { outcome, context } = await shell({ command: ['env'], env: { COLOUR: 'blue' } });

    expect(outputOf(outcome, 'stdout').trim().split('\n').toSorted()).toEqual([
      `ATOMCTL_OUTPUT=${context.outputFile}`,
      `ATOMCTL_PACKAGE=${context.packageFolder}`,
      'COLOUR=blue',
      `HOME=${context.workFolder}`,
      'LANG=C.UTF-8',
      `PATH=${options.env.PATH}`,
      'TZ=UTC',
    ]);
  });

  test('gets argv as it is written: no shell reads it', async () => {
    const { outcome } = await shell({ command: ['printf', '%s|', '$HOME', 'a b', '; rm -rf x', '*'] });

    expect(outputOf(outcome, 'stdout')).toBe('$HOME|a b|; rm -rf x|*|');
  });

  test('reads its standard input', async () => {
    expect(outputOf((await shell({ command: ['cat'], stdin: 'hello' })).outcome, 'stdout')).toBe('hello');
  });

  test('hands back what it wrote to $ATOMCTL_OUTPUT, which cannot say that it succeeded', async () => {
    const { outcome } = await shell({
      command: ['sh', '-c', `echo '{"n": [1], "exitCode": 7}' > "$ATOMCTL_OUTPUT"`],
    });

    expect(outcome).toMatchObject({ kind: 'done', outputs: { n: [1], exitCode: 0 } });
  });

  test.each([
    ['text', 'hello', 'not JSON'],
    ['a list', '[1]', 'not a JSON object'],
  ])('fails when that is %s', async (_, text, why) => {
    const { outcome } = await shell({ command: ['sh', '-c', `echo '${text}' > "$ATOMCTL_OUTPUT"`] });

    expect(outcome).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining(why) } });
  });

  test.each(['ln -s /etc/passwd', 'mkfifo'])(
    'is not waited for or followed when that is a trap: %s',
    async (trap) => {
      const { outcome } = await shell({ command: ['sh', '-c', `${trap} "$ATOMCTL_OUTPUT"`] });

      expect(outcome.kind).toBe('failed');
    },
  );

  test('fails with the last line that it said', async () => {
    const { outcome } = await shell({
      command: ['sh', '-c', 'echo first >&2; echo no such host >&2; exit 3'],
    });

    expect(outcome).toMatchObject({
      error: { kind: 'failed', message: 'exited with 3: no such host' },
      outputs: { exitCode: 3, stderr: 'first\nno such host\n' },
    });
  });

  test('that cannot be started fails as a shell would', async () => {
    const { outcome } = await shell({ command: ['no-such-program-here'] });

    expect(outcome).toMatchObject({ kind: 'failed', outputs: { exitCode: 127 } });
  });

  test('keeps the last 64 KiB of a stream, and logs no more than it may', async () => {
    const { outcome, context } = await shell(
      { command: ['sh', '-c', 'head -c 300000 /dev/zero | tr "\\0" x; echo end'] },
      { outputBytes: 1000 },
    );

    expect(outputOf(outcome, 'stdout')).toHaveLength(64 * 1024);
    expect(outputOf(outcome, 'stdout').endsWith('xend\n')).toBe(true);
    expect(context.logged()).toBe(
      `${'x'.repeat(1000)}\n[atomctl] output beyond limits.outputBytes (1000 B) is not kept\n`,
    );
    expect(outcome).toMatchObject({ outputs: { droppedBytes: 299_004 } });
  });

  test('that leaves a child with its pipes open is not waited for long, and the child is ended', async () => {
    const started = performance.now();
    const { outcome } = await shell({ command: ['sh', '-c', 'sleep 5 & echo $!'] });

    expect(outcome.kind).toBe('done');
    expect(isRunning(outputOf(outcome, 'stdout'))).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test.each([
    ['in its group', 'sleep 60 >&- 2>&- & echo $!'],
    ['in a session of its own', 'setsid sh -c "echo \\$\\$; exec sleep 60 >&- 2>&-" & sleep 0.2'],
    ['in a session of its own, with nothing in its environment', BARE],
    ['that ignores SIGTERM', 'trap "" TERM; sleep 60 >&- 2>&- & echo $!'],
  ])('that succeeds leaves nothing running: not a process %s', async (_, program) => {
    const { outcome } = await shell({ command: ['sh', '-c', program] });

    expect(outcome.kind).toBe('done');
    expect(outputOf(outcome, 'stdout')).toMatch(/^\d+\n$/);
    expect(isRunning(outputOf(outcome, 'stdout'))).toBe(false);
  });

  test('that succeeds ends nothing of one that runs beside it', async () => {
    const beside = shell({ command: ['sh', '-c', `${BARE}; sleep 1`] });
    const marked = shell({ command: ['sh', '-c', 'setsid sleep 60 >&- 2>&- & sleep 1; kill $!'] });
    await sleep(400);
    const { outcome } = await shell({ command: ['sh', '-c', BARE] });

    expect(isRunning(outputOf(outcome, 'stdout')), 'it may be of any of them').toBe(true);
    expect((await marked).outcome.kind).toBe('done');
    const last = await beside;
    expect(isRunning(outputOf(last.outcome, 'stdout'))).toBe(false);
    expect(isRunning(outputOf(outcome, 'stdout')), 'none is left that it may be of').toBe(false);
  });

  test('that ignores SIGTERM is killed, and what it put out of reach with it', async () => {
    const seen: ProcessIdentity[] = [];
    const context = stepContext({ spawned: async (identity) => void seen.push(identity) });
    setTimeout(() => context.controller.abort('cancelled'), 200);
    const command = [
      'sh',
      '-c',
      "trap '' TERM; setsid sh -c 'echo $$; sleep 60; sleep 60' & sleep 60; sleep 60",
    ];
    const outcome = await processExecutor('shell', options).execute(
      plannedStep('shell'),
      { command },
      context,
    );

    expect(outcome).toMatchObject({ error: { kind: 'cancelled' } });
    expect(seen.map(isAlive)).toEqual([false]);
    expect(statOf(Number(context.logged()))?.ended ?? true).toBe(true);
  });

  test('is ended when its start cannot be written down', async () => {
    const seen: ProcessIdentity[] = [];
    const spawned = async (identity: ProcessIdentity) => {
      seen.push(identity);
      throw new Error('the journal is closed');
    };

    await expect(shell({ command: ['sleep', '60'] }, { spawned })).rejects.toThrow('the journal is closed');
    expect(seen.map(isAlive)).toEqual([false]);
  });
});

describe('a script step', () => {
  test('runs a file of the package with its arguments, and its input as JSON', async () => {
    const context = stepContext();
    const file = path.join(context.packageFolder, 'count.sh');
    writeFileSync(file, '#!/bin/sh\ncat; echo " $1"\n');
    chmodSync(file, 0o755);
    const settings = { file: 'count.sh', args: ['x y'], input: { a: [1] } };
    const outcome = await processExecutor('script', options).execute(
      plannedStep('script'),
      settings,
      context,
    );

    expect(outputOf(outcome, 'stdout')).toBe('{"a":[1]} x y\n');
  });
});

async function shell(settings: JsonObject, changes: Partial<StepContext> = {}, outputs: JsonObject = {}) {
  const context = stepContext(changes);
  const outcome = await processExecutor('shell', options).execute(
    plannedStep('shell', settings, outputs),
    settings,
    context,
  );
  return { outcome, context };
}

function isRunning(pid: string): boolean {
  return statOf(Number(pid))?.ended === false;
}

function outputOf(outcome: Awaited<ReturnType<typeof shell>>['outcome'], name: string): string {
  if (outcome.kind === 'waiting') throw new Error('it waits');
  return textOf(outcome.outputs[name]);
}
