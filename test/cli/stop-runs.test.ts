import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';
import { editPlans } from '../support/edit-store.ts';

const LIMITS = 'validation: {limits: {timeout: 5m, memory: 64Mi}}';
const ASK = '- {name: ask, type: approval, with: {message: Go on?}}';

let ana: Author;
beforeAll(async () => {
  ana = await author();
});
const json = async (...args: string[]) => (await ana.atomctl([...args, '--json'])).json();

/** A run under way, whose rollback takes until it is let go. */
async function busyRun() {
  const go = path.join(ana.folder, `go-${Date.now()}`);
  const running = ana.start(
    ana.runArgs(
      '- {name: slow, with: {command: [sleep, "60"]}}',
      `rollback: {handlers: [{name: undo, with: {command: [sh, -c, 'until [ -e "$GO" ]; do sleep 0.1; done'], env: {GO: ${go}}}}]}\n${LIMITS}`,
    ),
  );
  await running.says('▸ slow');
  return { running, id: await ana.latest(), letGo: () => writeFileSync(go, '') };
}

describe('a process that carries a run', () => {
  test('is waited for when the run is cancelled, and what it does is shown', async () => {
    const { running, id, letGo } = await busyRun();
    letGo();
    const cancelled = await ana.atomctl(['runs', 'cancel', id, '--rollback']);

    expect(cancelled.exitCode).toBe(0);
    expect(cancelled.stdout).toContain('▸ undo');
    expect(cancelled.stdout).toContain(`${id} is rolled-back`);
    expect((await running.result).exitCode).toBe(1);
  });

  test('is waited for no longer than --timeout says, not at all with --no-wait, and ends the run all the same', async () => {
    const { running, id, letGo } = await busyRun();
    const impatient = await ana.atomctl(['runs', 'rollback', id, '--timeout', '300ms', '--json']);
    const asked = await ana.atomctl(['runs', 'rollback', id, '--no-wait']);

    expect(impatient.exitCode).toBe(6);
    expect(impatient.json()).toMatchObject({
      error: {
        code: 'ATOM_RUN_OWNED',
        message: expect.stringContaining('goes on ending it. What was asked is written down'),
      },
    });
    expect(asked.exitCode).toBe(0);
    expect(asked.stdout).toMatch(new RegExp(`^${id} was told to end: process \\d+ on .* ends it\n`));
    letGo();
    await running.result;
    expect(await json('runs', 'show', id)).toMatchObject({ result: 'rolled-back' });
  });

  test('goes on when the waiting for it is interrupted', async () => {
    const { running, id, letGo } = await busyRun();
    const waiting = ana.start(['runs', 'rollback', id]);
    await waiting.says('▸ undo');
    waiting.kill('SIGINT');
    const { exitCode, stderr } = await waiting.result;

    expect(exitCode).toBe(130);
    expect(stderr).toContain('only the waiting for it was interrupted (ATOM_INTERRUPTED)');
    letGo();
    await running.result;
    expect(await json('runs', 'show', id)).toMatchObject({ result: 'rolled-back' });
  });
});

describe('a rollback', () => {
  test('is shown before it is carried out: what was done, newest first, and what would undo it', async () => {
    await ana.runSteps(
      `
- {name: one, with: {command: ['true']}}
- {name: two, needs: [one], with: {command: ['true']}}
${ASK.replace('ask,', 'ask, needs: [two],')}`,
      `rollback: {handlers: [{name: undo-two, with: {command: [echo, two]}}, {name: undo-one, with: {command: [echo, one]}}]}\n${LIMITS}`,
    );
    const id = await ana.latest();
    const preview = await json('runs', 'rollback', id, '--dry-run');
    const { stdout } = await ana.atomctl(['runs', 'rollback', id, '--dry-run']);

    expect(preview).toMatchObject({
      run: id,
      dryRun: true,
      done: [{ name: 'ask', state: 'waiting' }, { name: 'two' }, { name: 'one', state: 'succeeded' }],
      undo: [
        { name: 'undo-two', next: 'run', shows: ['$ echo two', expect.anything()], obstacle: null },
        { name: 'undo-one', next: 'run' },
      ],
    });
    expect(stdout).toContain(`↩ undo-two (shell): will run\n     $ echo two\n`);
    expect(await json('runs', 'show', id)).toMatchObject({ state: 'waiting' });
  });

  test('says by name what is left to do by hand when it fails', async () => {
    await ana.runSteps(
      ASK,
      `rollback: {handlers: [{name: first, with: {command: ["false"]}}, {name: second, with: {command: ["true"]}}]}\n${LIMITS}`,
    );
    const id = await ana.latest();
    const failed = await ana.atomctl(['runs', 'rollback', id]);

    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toContain(`${id} is rollback-failed
! by hand: Do what first was to do: it failed (exited with 1)
! by hand: Do what second was to do: it was not started`);
    expect((await json('runs', 'show', id)).leftToDo).toHaveLength(2);
  });

  test('that was edited in the store is not carried out; the run can be ended', async () => {
    await ana.runSteps(
      ASK,
      `rollback: {handlers: [{name: undo, with: {command: [echo, original]}}]}\n${LIMITS}`,
    );
    const id = await ana.latest();
    editPlans(ana.home, '"original"', '"forged"');

    for (const flags of [['--dry-run'], []]) {
      expect(await json('runs', 'rollback', id, ...flags)).toMatchObject({
        error: {
          code: 'ATOM_APPROVAL_STALE',
          message: expect.stringContaining('was edited in the store'),
          hint: expect.stringContaining(`atomctl runs cancel ${id}`),
        },
      });
    }
    expect((await ana.atomctl(['runs', 'logs', id, 'undo'])).stdout).toBe('');
    expect(await json('runs', 'cancel', id)).toMatchObject({ state: 'ended', result: 'cancelled' });
  });

  test('that is asked for when all steps are done by then is carried out', async () => {
    await ana.runSteps(
      ASK,
      `rollback: {handlers: [{name: undo, with: {command: [echo, undone]}}]}\n${LIMITS}`,
    );
    const id = await ana.latest();
    await ana.atomctl(['approve', `${id}/ask`, '--reason', 'yes']);

    expect(await json('runs', 'rollback', id)).toMatchObject({ result: 'rolled-back' });
  });
});
