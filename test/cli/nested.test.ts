import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS, nest, nester, SAY } from '../support/nested.ts';

let bench: Awaited<ReturnType<typeof nester>>;
beforeAll(async () => {
  bench = await nester();
});

describe('a nested workflow', () => {
  test('is planned with its parent, approved once, and carried out as a run of its own', async () => {
    await bench.pair(
      'twin',
      { steps: SAY },
      {
        steps: `${nest('twin-inner@1.0.0')}\n- {name: after, needs: [nested], with: {command: [echo, "\${{ steps.nested.outputs.result }}"]}}`,
      },
    );
    const plan = await bench.json('plan', 'twin', '-i', 'word=hello');
    expect(plan.steps[0].workflow.steps[0]).toMatchObject({ name: 'say', shows: ['$ echo hello'] });
    expect((await bench.ana.atomctl(['plans', 'show', plan.id])).stdout).toContain('$ echo hello');

    const ran = await bench.start('twin', '-i', 'word=hello');
    expect(ran.exitCode).toBe(0);
    const outer = await bench.newest('twin');
    const inner = await bench.newest('twin-inner');
    const shown = await bench.json('runs', 'show', outer.id);

    expect(inner).toMatchObject({
      result: 'succeeded',
      inputs: { word: 'hello' },
      approved_by: outer.approved_by,
      parent: { run: outer.id, phase: 'steps', step: 'nested' },
    });
    expect(outer.parent).toBeNull();
    expect(shown.nested).toMatchObject([{ id: inner.id, step: 'nested', result: 'succeeded' }]);
    expect(shown.steps[0].outputs).toMatchObject({ run: inner.id, result: 'succeeded' });
    expect((await bench.ana.atomctl(['runs', 'show', outer.id])).stdout).toContain(inner.id);
    expect((await bench.ana.atomctl(['runs', 'logs', inner.id])).stdout).toContain('hello');
    const audit = await bench.json('audit', 'log', '--subject', inner.id);
    expect(JSON.stringify(audit)).toContain(`${outer.id}/nested`);
    expect((await bench.ana.atomctl(['audit', 'verify'])).exitCode).toBe(0);
  });

  test('that fails fails its step, which names its run and its reason', async () => {
    await bench.pair('frail', { steps: '- {name: break, with: {command: [sh, -c, "exit 3"]}}' });
    const ran = await bench.start('frail');
    const inner = await bench.newest('frail-inner');

    expect(ran.exitCode).toBe(1);
    expect(ran.json()).toMatchObject({ error: { code: 'ATOM_RUN_FAILED' } });
    expect(ran.json().error.message).toContain(`${inner.id} (frail-inner@1.0.0) ended as failed: break`);
  });

  test('that asks makes its parent wait, and goes on when that is resumed', async () => {
    await bench.pair('asking', {
      steps: `- {name: ask, type: approval, with: {message: Go on?}}\n- {name: say, needs: [ask], with: {command: [echo, done]}}`,
    });
    const ran = await bench.start('asking');
    const [outer, inner] = [await bench.newest('asking'), await bench.newest('asking-inner')];
    expect(ran.exitCode).toBe(5);
    expect(ran.json().error).toMatchObject({
      code: 'ATOM_RUN_WAITING',
      hint: `atomctl runs resume ${outer.id}`,
    });
    expect(ran.json().error.message).toContain(`atomctl approve ${inner.id}/ask`);

    await bench.ana.atomctl(['approve', `${inner.id}/ask`, '--reason', 'yes']);
    const resumed = await bench.ana.atomctl(['runs', 'resume', outer.id, '--json']);
    expect(resumed.exitCode).toBe(0);
    expect(await bench.newest('asking-inner')).toMatchObject({ id: inner.id, result: 'succeeded' });
  });

  test('goes on with its parent when it is itself what is resumed', async () => {
    await bench.pair('either', { steps: '- {name: ask, type: approval, with: {message: Go on?}}' });
    await bench.start('either');
    const inner = await bench.newest('either-inner');
    await bench.ana.atomctl(['approve', `${inner.id}/ask`, '--reason', 'yes']);
    const resumed = await bench.ana.atomctl(['runs', 'resume', inner.id, '--json']);

    expect(resumed.exitCode).toBe(0);
    expect(await bench.newest('either')).toMatchObject({ result: 'succeeded' });
  });

  test('does not wait for a key that its parent holds', async () => {
    const spec = `concurrency: {key: db-main}\n${LIMITS}`;
    await bench.pair(
      'keyed',
      { steps: `${SAY.slice(0, -1)}, concurrency: {key: disk}}`, spec },
      { steps: nest('keyed-inner@1.0.0', ', concurrency: {key: disk}'), spec },
    );
    const ran = await bench.start('keyed');

    expect(ran.exitCode).toBe(0);
    expect(await bench.newest('keyed-inner')).toMatchObject({ result: 'succeeded' });
  });

  test('is given a secret as its reference, which it reads itself', async () => {
    const TOKEN = 'env://NESTED_TOKEN';
    const steps = `- {name: use, with: {command: [sh, -c, 'test "$WORD" = s3cret-word'], env: {WORD: "\${{ inputs.word }}"}}}`;
    await bench.pair('secretive', { steps });
    const ran = await bench.ana.atomctl(
      ['run', 'secretive', '--approve', '--reason', 'a test', '--json', '-i', `word=${TOKEN}`],
      { env: { NESTED_TOKEN: 's3cret-word' } },
    );

    expect(ran.exitCode).toBe(0);
    expect(await bench.newest('secretive-inner')).toMatchObject({ inputs: { word: TOKEN } });
  });

  test('is not given what an expression made of a secret, nor a reference that an expression made', async () => {
    await bench.pair(
      'made',
      { steps: SAY },
      {
        steps: nest('made-inner@1.0.0').replace('${{ inputs.word }}', 'x${{ inputs.word }}'),
      },
    );
    const made = await bench.ana.atomctl(
      ['run', 'made', '--approve', '--reason', 'a test', '--json', '-i', 'word=env://NESTED_TOKEN'],
      { env: { NESTED_TOKEN: 's3cret-word' } },
    );
    await bench.pair(
      'forged',
      { steps: SAY },
      { steps: nest('forged-inner@1.0.0').replace('${{ inputs.word }}', 'env://${{ inputs.word }}') },
    );
    const forged = await bench.start('forged', '-i', 'word=HOME');

    expect(made.exitCode).toBe(6);
    expect(made.stdout).not.toContain('s3cret-word');
    expect(forged.exitCode).toBe(6);
    expect(forged.json().error.message).toContain('reads as a reference to a secret');
    expect(await bench.newest('forged-inner')).toBeUndefined();
  });
});

describe('a cancel', () => {
  const UNDO = 'rollback: {handlers: [{name: undo, with: {command: [echo, undone]}}]}';

  test('reaches down to a nested run under way, and its rollback too', async () => {
    await bench.pair(
      'stopped',
      { steps: '- {name: slow, with: {command: [sleep, "60"]}}', spec: `${UNDO}\n${LIMITS}` },
      { spec: `${UNDO}\n${LIMITS}` },
    );
    const running = bench.ana.start(['run', 'stopped', '--approve', '--reason', 'a test']);
    await running.says('▸ nested');
    const outer = await bench.newest('stopped');
    while ((await bench.newest('stopped-inner'))?.state !== 'running') await sleep(50);
    await sleep(300);
    const cancelled = await bench.ana.atomctl(['runs', 'cancel', outer.id, '--rollback']);
    await running.result;

    expect(cancelled.exitCode).toBe(0);
    const inner = await bench.json('runs', 'show', (await bench.newest('stopped-inner')).id);
    expect(inner).toMatchObject({ result: 'rolled-back', rollback: [{ name: 'undo', state: 'succeeded' }] });
    expect(await bench.newest('stopped')).toMatchObject({ result: 'rolled-back' });
    const audit = await bench.json('audit', 'log', '--subject', inner.id);
    expect(audit.items.map(({ action }: { action: string }) => action)).toContain('cancel');
  });

  test('undoes a nested run that waits, whose parent nobody carries, with --rollback', async () => {
    const spec = `${UNDO}\n${LIMITS}`;
    await bench.pair(
      'undone',
      { steps: '- {name: ask, type: approval, with: {message: Go on?}}', spec },
      { spec },
    );
    await bench.start('undone');
    const undone = await bench.ana.atomctl(['runs', 'rollback', (await bench.newest('undone')).id]);

    expect(undone.exitCode).toBe(0);
    expect(await bench.newest('undone')).toMatchObject({ result: 'rolled-back' });
    expect(await bench.newest('undone-inner')).toMatchObject({ result: 'rolled-back' });
  });

  test('of the nested run alone fails its step', async () => {
    await bench.pair('inward', { steps: '- {name: slow, with: {command: [sleep, "60"]}}' });
    const running = bench.ana.start(['run', 'inward', '--approve', '--reason', 'a test', '--json']);
    while ((await bench.newest('inward-inner'))?.state !== 'running') await sleep(50);
    const inner = await bench.newest('inward-inner');
    await bench.ana.atomctl(['runs', 'cancel', inner.id]);
    const ran = await running.result;

    expect(ran.exitCode).toBe(1);
    expect(ran.json().error.message).toContain(`${inner.id} (inward-inner@1.0.0) ended as cancelled`);
  });

  test('by Ctrl-C interrupts the nested run too, which goes on with its parent', async () => {
    const go = path.join(bench.ana.folder, 'interrupted.go');
    await bench.pair('interrupted', {
      steps: `- {name: hold, onInterrupt: retry, with: {command: [sh, -c, 'until [ -e "$GO" ]; do sleep 0.05; done'], env: {GO: ${go}}}}`,
    });
    const running = bench.ana.start(['run', 'interrupted', '--approve', '--reason', 'a test']);
    while ((await bench.newest('interrupted-inner'))?.state !== 'running') await sleep(50);
    await sleep(500);
    running.kill('SIGINT');
    const stopped = await running.result;
    const inner = await bench.newest('interrupted-inner');
    writeFileSync(go, '');
    const resumed = await bench.ana.atomctl(['runs', 'resume', (await bench.newest('interrupted')).id]);

    expect(stopped.exitCode).toBe(130);
    expect(inner).toMatchObject({ state: 'interrupted', result: null });
    expect(resumed.exitCode).toBe(0);
    expect(await bench.newest('interrupted-inner')).toMatchObject({ id: inner.id, result: 'succeeded' });
  });

  test('ends a nested run that waits, whose parent nobody carries', async () => {
    await bench.pair('left', { steps: '- {name: ask, type: approval, with: {message: Go on?}}' });
    await bench.start('left');
    const cancelled = await bench.ana.atomctl(['runs', 'cancel', (await bench.newest('left')).id]);

    expect(cancelled.exitCode).toBe(0);
    expect(await bench.newest('left')).toMatchObject({ result: 'cancelled' });
    const { reason } = await bench.json('runs', 'show', (await bench.newest('left')).id);
    expect(reason).not.toContain('Given up');
    expect(await bench.newest('left-inner')).toMatchObject({ state: 'ended', result: 'cancelled' });
  });
});

describe('a crash in the middle of a nested run', () => {
  test('repeats no step that was done, and makes no second run', async () => {
    const log = path.join(bench.ana.folder, 'crash.log');
    const go = path.join(bench.ana.folder, 'crash.go');
    const append = (word: string) =>
      `- {name: ${word}, with: {command: [sh, -c, 'echo ${word} >> "$LOG"'], env: {LOG: ${log}}}`;
    await bench.pair('crashed', {
      steps: `${append('one')}}
- {name: hold, needs: [one], onInterrupt: retry, with: {command: [sh, -c, 'until [ -e "$GO" ]; do sleep 0.05; done'], env: {GO: ${go}}}}
${append('two')}, needs: [hold]}`,
    });
    const running = bench.ana.start(['run', 'crashed', '--approve', '--reason', 'a test']);
    while (!existsSync(log)) await sleep(50);
    await sleep(300);
    running.kill('SIGKILL');
    await running.result;
    writeFileSync(go, '');
    const outer = await bench.newest('crashed');
    const resumed = await bench.ana.atomctl(['runs', 'resume', outer.id, '--json']);

    expect(resumed.exitCode).toBe(0);
    expect(readFileSync(log, 'utf8')).toBe('one\ntwo\n');
    expect((await bench.json('runs', 'list', '--package', 'crashed-inner')).items).toHaveLength(1);
  });
});
