import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../support/author.ts';
import { editStore } from '../support/edit-store.ts';

const DIE_AT_WRITE = pathToFileURL(path.resolve(import.meta.dirname, '../support/kill/die-at-write.ts')).href;
/** Slow at its first attempt only. */
const SLOW = `- {name: slow, onInterrupt: retry, with: {command: [sh, -c, 'test -e began && exit 0; touch began; sleep 60']}}`;
const ASK = '- {name: ask, type: approval, with: {message: Go on?}}';

let ana: Author;
const started: { kill(signal: NodeJS.Signals): void }[] = [];
beforeEach(async () => {
  ana = await author();
});
afterEach(() => {
  for (const process of started.splice(0)) process.kill('SIGKILL');
});

const doctor = async (...flags: string[]) => {
  const result = await ana.atomctl(['runs', 'doctor', '--json', ...flags]);
  return { ...result, ...result.json() };
};

/** A run whose process is there, and carries one slow step. */
async function slowRun() {
  const running = ana.start(ana.runArgs(SLOW));
  started.push(running);
  await running.says('▸ slow');
  return { running, id: await ana.latest() };
}

describe('atomctl runs doctor', () => {
  test('has nothing to say of a store where runs are carried or are over', async () => {
    await ana.runSteps('- {name: hello, with: {command: [echo, hello]}}');
    await slowRun();
    const { exitCode, stdout } = await ana.atomctl(['runs', 'doctor']);

    expect(exitCode).toBe(0);
    expect(stdout).toBe('nothing is stuck\n');
  });

  test('finds a run whose process is gone with what it left running, takes it over, and writes that down', async () => {
    const { running, id } = await slowRun();
    running.kill('SIGKILL');
    await running.result;

    const found = await doctor();
    expect(found.exitCode).toBe(1);
    expect(found).toMatchObject({
      stuck: 1,
      items: [{ ailment: 'interrupted', run: id, fix: `atomctl runs resume ${id}`, mended: null }],
    });
    expect(found.items[0].detail).toMatch(/^process \d+ on .* is gone; still running: process \d+/);
    const shown = await ana.atomctl(['runs', 'doctor']);
    expect(shown.stdout).toContain(`! ${id} example-1@1.0.0 interrupted`);
    expect(shown.stdout).toContain(`try: atomctl runs resume ${id}`);

    const mended = await doctor('--fix');
    expect(mended.exitCode).toBe(0);
    expect(mended.items[0].mended).toEqual({ ok: true, detail: 'it was carried on, and ended as succeeded' });
    const { items } = (await ana.atomctl(['audit', 'log', '--json'])).json();
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'recover',
        subject: id,
        details: expect.objectContaining({ ailment: 'interrupted' }),
      }),
    );
    expect((await doctor()).items).toEqual([]);
  });

  test('finds a process that was stopped', async () => {
    const { running, id } = await slowRun();
    running.kill('SIGSTOP');

    expect((await doctor()).items).toMatchObject([
      {
        ailment: 'silent',
        run: id,
        fix: expect.stringMatching(/runs resume .* \(or let it go on: kill -CONT \d+\)/),
      },
    ]);
    const { items, exitCode } = await doctor('--fix');
    expect(exitCode).toBe(1);
    expect(items[0].mended).toMatchObject({ ok: false, detail: expect.stringContaining('ATOM_RUN_OWNED') });
  });

  test('says what a run waits for and what it holds, and leaves the decision to a person', async () => {
    await ana.run('held', heldBy('ask', 'type: approval, with: {message: Go on?}'));
    const id = await ana.latest();
    const { items } = await doctor('--fix');

    expect(items).toMatchObject([
      {
        ailment: 'waiting',
        run: id,
        detail: 'ask: Go on?; holds concurrency/the-one-database',
        fix: `atomctl approve ${id}/ask --reason "why" && atomctl runs resume ${id}`,
        mended: null,
      },
    ]);
  });

  test('asks for the word on a step that was cut off', async () => {
    const running = ana.start(ana.runArgs('- {name: once, with: {command: [sleep, "60"]}}'));
    started.push(running);
    await running.says('▸ once');
    running.kill('SIGKILL');
    await running.result;

    const mended = await doctor('--fix');
    expect(mended.items[0].mended).toEqual({
      ok: false,
      detail: 'it was carried on, and now waits for somebody',
    });
    expect(mended.items[0]).toMatchObject({
      ailment: 'waiting',
      fix: expect.stringContaining('--mark-done once --evidence'),
    });
  });

  test('finds a run that was paused, and one that never began although its approval is used up', async () => {
    await ana.runSteps(ASK);
    const paused = await ana.latest();
    await ana.atomctl(['runs', 'pause', paused]);
    await ana.push('greet', GREET);
    const { id: plan } = (await ana.atomctl(['plan', 'greet', '--json'])).json();
    await ana.atomctl(['approve', plan, '--reason', 'a test']);
    const died = await ana.atomctl(['run', '--plan', plan], {
      env: { NODE_OPTIONS: `--import=${DIE_AT_WRITE}`, KILL_AT: '1:after' },
    });
    expect(died.exitCode).toBeUndefined();
    expect((await doctor()).items).toMatchObject([{ ailment: 'paused' }]);
    const never = await ana.latest();
    editStore(
      ana.home,
      "UPDATE workflow_runs SET created_at = '2026-01-01T00:00:00.000Z' WHERE id = ?",
      never,
    );

    expect((await doctor()).items).toMatchObject([
      { ailment: 'not-begun', run: never, detail: 'its approval is used up, and nothing of it was begun' },
      { ailment: 'paused', run: paused, fix: `atomctl runs resume ${paused}` },
    ]);
  });

  test('removes what is left of a run that is over', async () => {
    await ana.runSteps('- {name: hello, with: {command: [echo, hello]}}');
    const over = await ana.latest();
    const folder = path.join(ana.home, 'runs', over);
    mkdirSync(path.join(folder, 'work'), { recursive: true });
    writeFileSync(path.join(folder, 'work', 'secret'), 'x');
    const stray = ofAttempt(path.join(folder, 'out', 'hello.7.json'));

    const found = await doctor();
    expect(found.items).toMatchObject([
      { ailment: 'leftovers', run: over, fix: 'atomctl runs doctor --fix' },
    ]);
    expect(found.items[0].detail).toBe(
      `still running: process ${stray.pid}; its private folders are still there`,
    );

    const mended = await doctor('--fix');
    expect(mended.exitCode).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect(stray.signalCode).not.toBeNull();
  });

  test('shows a rollback that failed with what is left to do, and does not count it', async () => {
    const rollback = `rollback: {handlers: [{name: undo, with: {command: ["false"]}}]}
validation: {limits: {timeout: 5m, memory: 64Mi}}`;
    const failed = await ana.runSteps('- {name: bad, with: {command: ["false"]}}', rollback);
    const id = await ana.latest();
    const { items, exitCode } = await doctor();

    expect(failed.stderr).toContain(
      'ended as rollback-failed: bad: exited with 1. by hand: Do what undo was to do: it failed (exited with 1)',
    );
    expect(exitCode).toBe(0);
    expect(items).toMatchObject([
      {
        ailment: 'rollback-failed',
        run: id,
        detail: 'Do what undo was to do: it failed (exited with 1)',
        fix: `atomctl runs show ${id}`,
      },
    ]);
  });
});

describe('a run whose journal is damaged', () => {
  test.each([
    [
      'has a line that was cut',
      'UPDATE run_events SET event = substr(event, 1, 9) WHERE run_id = ? AND seq = 5',
      ['damaged'],
    ],
    ['lost a line in the middle', 'DELETE FROM run_events WHERE run_id = ? AND seq = 3', ['waiting']],
    ['lost its last line', 'DELETE FROM run_events WHERE run_id = ? AND seq = 5', ['damaged']],
    [
      'has lines out of order',
      'UPDATE run_events SET event = (SELECT event FROM run_events e WHERE e.run_id = run_events.run_id AND e.seq = 1) WHERE run_id = ? AND seq = 4',
      ['waiting'],
    ],
  ])('because it %s is not resumed, and can be given up', async (_, statement, seen) => {
    await ana.runSteps(
      `- {name: hello, with: {command: [echo, hello]}}\n${ASK.replace('ask,', 'ask, needs: [hello],')}`,
    );
    const id = await ana.latest();
    editStore(ana.home, 'DELETE FROM run_events WHERE run_id = ? AND seq > 5', id);
    editStore(ana.home, 'UPDATE workflow_runs SET known_seq = 5 WHERE id = ?', id);
    editStore(ana.home, statement, id);

    const resumed = await ana.atomctl(['runs', 'resume', id, '--json']);
    expect(resumed.exitCode).toBe(8);
    expect(resumed.json()).toMatchObject({
      error: { code: 'ATOM_STORE_DAMAGED', hint: expect.stringContaining(`atomctl runs cancel ${id}`) },
    });
    const { items } = await doctor();
    expect(items.map(({ ailment }: { ailment: string }) => ailment)).toEqual(seen);

    const cancelled = await ana.atomctl(['runs', 'cancel', id, '--json']);
    expect(cancelled.json()).toMatchObject({ state: 'ended', result: 'cancelled' });
    expect((await doctor()).items).toEqual([]);
  });
});

function heldBy(name: string, step: string): string {
  return `
  runtime: {type: shell}
  handlers:
    - {name: ${name}, ${step}}
  concurrency: {key: the-one-database}
  validation: {limits: {timeout: 5m, memory: 64Mi}}
`;
}

/** A process as an attempt leaves one behind. */
function ofAttempt(outputFile: string): ChildProcess {
  const process = spawn('sleep', ['60'], { env: { ATOMCTL_OUTPUT: outputFile }, stdio: 'ignore' });
  started.push(process);
  return process;
}
