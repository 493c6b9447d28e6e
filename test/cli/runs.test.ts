import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';

let ana: Author;
beforeAll(async () => {
  ana = await author();
});

describe('atomctl runs', () => {
  test('shows a run that succeeded, its steps and what they wrote', async () => {
    const ran = await ana.runSteps('- {name: hello, with: {command: [echo, hello]}}');
    expect(ran.exitCode).toBe(0);
    const id = await ana.latest();

    const shown = await ana.atomctl(['runs', 'show', id, '--json']);
    expect(shown.json()).toMatchObject({
      id,
      state: 'ended',
      result: 'succeeded',
      steps: [{ name: 'hello', state: 'succeeded', outputs: { stdout: 'hello\n' } }],
    });
    expect((await ana.atomctl(['runs', 'show', id])).stdout).toContain('hello  succeeded  1');
    expect((await ana.atomctl(['runs', 'logs', id])).stdout).toBe('hello\n');
    const logs = await ana.atomctl(['runs', 'logs', id, 'hello', '--json']);
    expect(logs.json().items).toMatchObject([{ step: 'hello', phase: 'steps', attempt: 1, text: 'hello\n' }]);
    expect((await ana.atomctl(['runs', 'list'])).stdout).toContain(id);
  });

  test('exits 1 for a run that failed, and again when somebody resumes it', async () => {
    const ran = await ana.runSteps('- {name: bad, with: {command: [sh, -c, "echo why >&2; exit 3"]}}');
    const again = await ana.atomctl(['runs', 'resume', await ana.latest()]);

    expect([ran.exitCode, again.exitCode]).toEqual([1, 1]);
    expect(ran.stderr).toContain('ended as failed: bad: exited with 3: why (ATOM_RUN_FAILED)');
    expect(again.stderr).toContain('has ended already, as failed (ATOM_RUN_FAILED)');
  });

  test('exits 5 for a question, takes the answer, and goes on', async () => {
    const asked = await ana.runSteps(`
- {name: ask, type: approval, with: {message: Go on?}}
- {name: after, needs: [ask], with: {command: ['true']}}`);
    const id = await ana.latest();
    expect(asked.exitCode).toBe(5);
    expect(asked.stderr).toContain(`Go on? (ATOM_RUN_WAITING)\n  try:   atomctl approve ${id}/ask`);

    const early = await ana.atomctl(['runs', 'resume', id, '--retry', 'ask', '--json']);
    expect(early.json()).toMatchObject({ error: { code: 'ATOM_RUN_STATE' } });
    const answered = await ana.atomctl(['approve', `${id}/ask`, '--reason', 'looks good']);
    const resumed = await ana.atomctl(['runs', 'resume', id]);

    expect([answered.exitCode, resumed.exitCode]).toEqual([0, 0]);
  });

  test('stops in good order at ^C, exits 130, and asks what the cut-off step means', async () => {
    const running = ana.start(ana.runArgs('- {name: slow, with: {command: [sleep, "60"]}}'));
    await running.says('▸ slow');
    const early = await ana.atomctl(['runs', 'resume', await ana.latest(), '--json']);
    running.kill('SIGINT');
    const { exitCode, stderr } = await running.result;
    const id = await ana.latest();
    expect(early.json()).toMatchObject({ error: { code: 'ATOM_RUN_OWNED' } });
    expect(exitCode).toBe(130);
    expect(stderr).toContain(`ATOM_INTERRUPTED)\n  try:   atomctl runs resume ${id}`);
    expect(
      (await ana.atomctl(['runs', 'list', '--state', 'interrupted', '--json'])).json().items,
    ).toMatchObject([{ id }]);

    const asked = await ana.atomctl(['runs', 'resume', id]);
    expect(asked.exitCode).toBe(5);
    expect(asked.stderr).toContain(`atomctl runs resume ${id} --mark-done slow --evidence`);
    const decided = await ana.atomctl([
      'runs',
      'resume',
      id,
      '--mark-done',
      'slow',
      '--evidence',
      'I saw it',
      '--json',
    ]);
    expect(decided.json()).toMatchObject({ result: 'succeeded' });
  });

  test('cancels a run that nobody carries, and refuses what an ended run cannot do', async () => {
    await ana.runSteps('- {name: ask, type: approval, with: {message: Go on?}}');
    const id = await ana.latest();
    const undone = await ana.atomctl(['runs', 'rollback', id, '--json']);
    const cancelled = await ana.atomctl(['runs', 'cancel', id, '--json']);
    const paused = await ana.atomctl(['runs', 'pause', id, '--json']);

    expect(undone.json()).toMatchObject({
      error: { code: 'ATOM_RUN_STATE', hint: `atomctl runs cancel ${id}` },
    });
    expect(cancelled.json()).toMatchObject({ id, result: 'cancelled' });
    expect(paused.exitCode).toBe(6);
  });

  test('carries out a rollback that is asked for', async () => {
    const spec = `validation: {limits: {timeout: 5m, memory: 64Mi}}
rollback: {handlers: [{name: undo, with: {command: [echo, undone]}}]}`;
    await ana.runSteps('- {name: ask, type: approval, with: {message: Go on?}}', spec);
    const id = await ana.latest();
    const undone = await ana.atomctl(['runs', 'rollback', id]);

    expect(undone.stdout).toContain('✔ undo');
    expect((await ana.atomctl(['runs', 'logs', id, 'undo'])).stdout).toBe('undone\n');
  });

  test('a run whose key was withdrawn does not go on, and can still be undone or ended', async () => {
    const spec = `validation: {limits: {timeout: 5m, memory: 64Mi}}
rollback: {handlers: [{name: undo, with: {command: [echo, undone]}}]}`;
    const other = await author();
    await other.runSteps('- {name: ask, type: approval, with: {message: Go on?}}', spec);
    const toUndo = await other.latest();
    await other.runSteps('- {name: ask, type: approval, with: {message: Go on?}}');
    const toEnd = await other.latest();
    const { items } = (await other.atomctl(['trust', 'list', '--json'])).json();
    await other.atomctl(['trust', 'remove', items[0].id]);

    const resumed = await other.atomctl(['runs', 'resume', toUndo, '--json']);
    const undone = await other.atomctl(['runs', 'rollback', toUndo]);
    const ended = await other.atomctl(['runs', 'cancel', toEnd, '--json']);

    expect(resumed.json()).toMatchObject({ error: { code: 'ATOM_SIGNER_UNTRUSTED' } });
    expect(undone.stdout).toContain('✔ undo');
    expect(ended.json()).toMatchObject({ id: toEnd, result: 'cancelled' });
  });

  test.each([
    [['runs', 'show', 'run_nobody'], 'ATOM_RUN_NOT_FOUND'],
    [['runs', 'resume', 'run_nobody'], 'ATOM_RUN_NOT_FOUND'],
    [['runs', 'logs', 'run_nobody'], 'ATOM_RUN_NOT_FOUND'],
  ])('%j says %s', async (args, code) => {
    const result = await ana.atomctl([...args, '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({ error: { code } });
  });

  test('names those that a prefix of an id may mean', async () => {
    await ana.runSteps('- {name: hello, with: {command: [echo, hello]}}');
    const one = await ana.latest();
    await ana.runSteps('- {name: hello, with: {command: [echo, hello]}}');
    const result = await ana.atomctl(['runs', 'show', 'run_', '--json']);

    expect(result.exitCode).toBe(2);
    expect(result.json()).toMatchObject({
      error: { code: 'ATOM_USAGE', message: expect.stringContaining(one) },
    });
  });

  test('knows the steps of a run', async () => {
    await ana.runSteps('- {name: hello, with: {command: [echo, hello]}}');
    const result = await ana.atomctl(['runs', 'logs', await ana.latest(), 'helo', '--json']);

    expect(result.json()).toMatchObject({ error: { code: 'ATOM_STEP_NOT_FOUND' } });
  });
});
