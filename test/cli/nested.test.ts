import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author } from '../support/author.ts';

const LIMITS = 'validation: {limits: {timeout: 5m, memory: 64Mi}}';

let ana: Author;
beforeAll(async () => {
  ana = await author();
});
const json = async (...args: string[]) => (await ana.atomctl([...args, '--json'])).json();

interface Push {
  readonly steps: string;
  readonly spec?: string;
}

/** Pushes a workflow that others nest; gives its digest. */
async function child(name: string, { steps, spec = LIMITS }: Push): Promise<string> {
  const text = `  runtime: {type: shell}\n  inputs: {type: object, properties: {word: {type: string, default: none}}}\n  handlers:\n${indented(steps)}\n${indented(spec, 2)}`;
  return (await ana.push(name, text)).json().package.digest;
}

/** Pushes a workflow that nests one. */
async function parent(
  name: string,
  nested: { readonly workflow: string; readonly digest: string },
  { steps, spec = LIMITS }: Push,
) {
  const pins = `requirements: {workflows: [{workflow: ${nested.workflow}, digest: '${nested.digest}'}]}`;
  const text = `  runtime: {type: shell, ${pins}}\n  inputs: {type: object, properties: {word: {type: string, default: mine}}}\n  handlers:\n${indented(steps)}\n${indented(spec, 2)}`;
  const pushed = await ana.push(name, text);
  expect(pushed.exitCode).toBe(0);
}

function indented(text: string, by = 4): string {
  return text.trim().replaceAll(/^/gm, ' '.repeat(by));
}

/** A workflow and another that does nothing but nest it. */
async function pair(name: string, inner: Push, outer: Partial<Push> = {}) {
  const workflow = `${name}-inner@1.0.0`;
  const digest = await child(`${name}-inner`, inner);
  await parent(name, { workflow, digest }, { steps: nest(workflow), ...outer });
}

const nest = (workflow: string, more = '') =>
  `- {name: nested, type: workflow, with: {workflow: ${workflow}, inputs: {word: "\${{ inputs.word }}"}}${more}}`;
const SAY = `- {name: say, with: {command: [echo, "\${{ inputs.word }}"]}}`;
const start = (name: string, ...args: string[]) =>
  ana.atomctl(['run', name, '--approve', '--reason', 'a test', '--json', ...args]);

async function newest(name: string) {
  return (await json('runs', 'list', '--package', name)).items[0];
}

describe('a nested workflow', () => {
  test('is planned with its parent, approved once, and carried out as a run of its own', async () => {
    await pair(
      'twin',
      { steps: SAY },
      {
        steps: `${nest('twin-inner@1.0.0')}\n- {name: after, needs: [nested], with: {command: [echo, "\${{ steps.nested.outputs.result }}"]}}`,
      },
    );
    const plan = await json('plan', 'twin', '-i', 'word=hello');
    expect(plan.steps[0].workflow.steps[0]).toMatchObject({ name: 'say', shows: ['$ echo hello'] });
    expect((await ana.atomctl(['plans', 'show', plan.id])).stdout).toContain('$ echo hello');

    const ran = await start('twin', '-i', 'word=hello');
    expect(ran.exitCode).toBe(0);
    const outer = await newest('twin');
    const inner = await newest('twin-inner');
    const shown = await json('runs', 'show', outer.id);

    expect(inner).toMatchObject({
      result: 'succeeded',
      inputs: { word: 'hello' },
      approved_by: outer.approved_by,
      parent: { run: outer.id, phase: 'steps', step: 'nested' },
    });
    expect(outer.parent).toBeNull();
    expect(shown.nested).toMatchObject([{ id: inner.id, step: 'nested', result: 'succeeded' }]);
    expect(shown.steps[0].outputs).toMatchObject({ run: inner.id, result: 'succeeded' });
    expect((await ana.atomctl(['runs', 'show', outer.id])).stdout).toContain(inner.id);
    expect((await ana.atomctl(['runs', 'logs', inner.id])).stdout).toContain('hello');
    const audit = await json('audit', 'log', '--subject', inner.id);
    expect(JSON.stringify(audit)).toContain(`${outer.id}/nested`);
    expect((await ana.atomctl(['audit', 'verify'])).exitCode).toBe(0);
  });

  test('that fails fails its step, which names its run and its reason', async () => {
    await pair('frail', { steps: '- {name: break, with: {command: [sh, -c, "exit 3"]}}' });
    const ran = await start('frail');
    const inner = await newest('frail-inner');

    expect(ran.exitCode).toBe(1);
    expect(ran.json()).toMatchObject({ error: { code: 'ATOM_RUN_FAILED' } });
    expect(ran.json().error.message).toContain(`${inner.id} (frail-inner@1.0.0) ended as failed: break`);
  });

  test('that asks makes its parent wait, and goes on when that is resumed', async () => {
    await pair('asking', {
      steps: `- {name: ask, type: approval, with: {message: Go on?}}\n- {name: say, needs: [ask], with: {command: [echo, done]}}`,
    });
    const ran = await start('asking');
    const [outer, inner] = [await newest('asking'), await newest('asking-inner')];
    expect(ran.exitCode).toBe(5);
    expect(ran.json().error).toMatchObject({
      code: 'ATOM_RUN_WAITING',
      hint: `atomctl runs resume ${outer.id}`,
    });
    expect(ran.json().error.message).toContain(`atomctl approve ${inner.id}/ask`);

    await ana.atomctl(['approve', `${inner.id}/ask`, '--reason', 'yes']);
    const resumed = await ana.atomctl(['runs', 'resume', outer.id, '--json']);
    expect(resumed.exitCode).toBe(0);
    expect(await newest('asking-inner')).toMatchObject({ id: inner.id, result: 'succeeded' });
  });

  test('goes on with its parent when it is itself what is resumed', async () => {
    await pair('either', { steps: '- {name: ask, type: approval, with: {message: Go on?}}' });
    await start('either');
    const inner = await newest('either-inner');
    await ana.atomctl(['approve', `${inner.id}/ask`, '--reason', 'yes']);
    const resumed = await ana.atomctl(['runs', 'resume', inner.id, '--json']);

    expect(resumed.exitCode).toBe(0);
    expect(await newest('either')).toMatchObject({ result: 'succeeded' });
  });

  test('does not wait for a key that its parent holds', async () => {
    const spec = `concurrency: {key: db-main}\n${LIMITS}`;
    await pair(
      'keyed',
      { steps: `${SAY.slice(0, -1)}, concurrency: {key: disk}}`, spec },
      { steps: nest('keyed-inner@1.0.0', ', concurrency: {key: disk}'), spec },
    );
    const ran = await start('keyed');

    expect(ran.exitCode).toBe(0);
    expect(await newest('keyed-inner')).toMatchObject({ result: 'succeeded' });
  });

  test('is given a secret as its reference, which it reads itself', async () => {
    const TOKEN = 'env://NESTED_TOKEN';
    const steps = `- {name: use, with: {command: [sh, -c, 'test "$WORD" = s3cret-word'], env: {WORD: "\${{ inputs.word }}"}}}`;
    await pair('secretive', { steps });
    const ran = await ana.atomctl(
      ['run', 'secretive', '--approve', '--reason', 'a test', '--json', '-i', `word=${TOKEN}`],
      { env: { NESTED_TOKEN: 's3cret-word' } },
    );

    expect(ran.exitCode).toBe(0);
    expect(await newest('secretive-inner')).toMatchObject({ inputs: { word: TOKEN } });
  });

  test('is not given what an expression made of a secret, nor a reference that an expression made', async () => {
    const outer = (word: string) => ({
      steps: nest('made-inner@1.0.0').replace('${{ inputs.word }}', word),
    });
    await pair('made', { steps: SAY }, outer('x${{ inputs.word }}'));
    const made = await ana.atomctl(
      ['run', 'made', '--approve', '--reason', 'a test', '--json', '-i', 'word=env://NESTED_TOKEN'],
      { env: { NESTED_TOKEN: 's3cret-word' } },
    );
    await pair(
      'forged',
      { steps: SAY },
      { steps: nest('forged-inner@1.0.0').replace('${{ inputs.word }}', 'env://${{ inputs.word }}') },
    );
    const forged = await start('forged', '-i', 'word=HOME');

    expect(made.exitCode).toBe(6);
    expect(made.stdout).not.toContain('s3cret-word');
    expect(forged.exitCode).toBe(6);
    expect(forged.json().error.message).toContain('reads as a reference to a secret');
    expect(await newest('forged-inner')).toBeUndefined();
  });
});

describe('a cancel', () => {
  const UNDO = 'rollback: {handlers: [{name: undo, with: {command: [echo, undone]}}]}';

  test('reaches down to a nested run under way, and its rollback too', async () => {
    await pair(
      'stopped',
      { steps: '- {name: slow, with: {command: [sleep, "60"]}}', spec: `${UNDO}\n${LIMITS}` },
      { spec: `${UNDO}\n${LIMITS}` },
    );
    const running = ana.start(['run', 'stopped', '--approve', '--reason', 'a test']);
    await running.says('▸ nested');
    const outer = await newest('stopped');
    while ((await newest('stopped-inner'))?.state !== 'running') await sleep(50);
    await sleep(300);
    const cancelled = await ana.atomctl(['runs', 'cancel', outer.id, '--rollback']);
    await running.result;

    expect(cancelled.exitCode).toBe(0);
    const inner = await json('runs', 'show', (await newest('stopped-inner')).id);
    expect(inner).toMatchObject({ result: 'rolled-back', rollback: [{ name: 'undo', state: 'succeeded' }] });
    expect(await newest('stopped')).toMatchObject({ result: 'rolled-back' });
    const audit = await json('audit', 'log', '--subject', inner.id);
    expect(audit.items.map(({ action }: { action: string }) => action)).toContain('cancel');
  });

  test('undoes a nested run that waits, whose parent nobody carries, with --rollback', async () => {
    const spec = `${UNDO}\n${LIMITS}`;
    await pair('undone', { steps: '- {name: ask, type: approval, with: {message: Go on?}}', spec }, { spec });
    await start('undone');
    const undone = await ana.atomctl(['runs', 'rollback', (await newest('undone')).id]);

    expect(undone.exitCode).toBe(0);
    expect(await newest('undone')).toMatchObject({ result: 'rolled-back' });
    expect(await newest('undone-inner')).toMatchObject({ result: 'rolled-back' });
  });

  test('of the nested run alone fails its step', async () => {
    await pair('inward', { steps: '- {name: slow, with: {command: [sleep, "60"]}}' });
    const running = ana.start(['run', 'inward', '--approve', '--reason', 'a test', '--json']);
    while ((await newest('inward-inner'))?.state !== 'running') await sleep(50);
    const inner = await newest('inward-inner');
    await ana.atomctl(['runs', 'cancel', inner.id]);
    const ran = await running.result;

    expect(ran.exitCode).toBe(1);
    expect(ran.json().error.message).toContain(`${inner.id} (inward-inner@1.0.0) ended as cancelled`);
  });

  test('by Ctrl-C interrupts the nested run too, which goes on with its parent', async () => {
    const go = path.join(ana.folder, 'interrupted.go');
    await pair('interrupted', {
      steps: `- {name: hold, onInterrupt: retry, with: {command: [sh, -c, 'until [ -e "$GO" ]; do sleep 0.05; done'], env: {GO: ${go}}}}`,
    });
    const running = ana.start(['run', 'interrupted', '--approve', '--reason', 'a test']);
    while ((await newest('interrupted-inner'))?.state !== 'running') await sleep(50);
    await sleep(500);
    running.kill('SIGINT');
    const stopped = await running.result;
    const inner = await newest('interrupted-inner');
    writeFileSync(go, '');
    const resumed = await ana.atomctl(['runs', 'resume', (await newest('interrupted')).id]);

    expect(stopped.exitCode).toBe(130);
    expect(inner).toMatchObject({ state: 'interrupted', result: null });
    expect(resumed.exitCode).toBe(0);
    expect(await newest('interrupted-inner')).toMatchObject({ id: inner.id, result: 'succeeded' });
  });

  test('ends a nested run that waits, whose parent nobody carries', async () => {
    await pair('left', { steps: '- {name: ask, type: approval, with: {message: Go on?}}' });
    await start('left');
    const cancelled = await ana.atomctl(['runs', 'cancel', (await newest('left')).id]);

    expect(cancelled.exitCode).toBe(0);
    expect(await newest('left')).toMatchObject({ result: 'cancelled' });
    const { reason } = await json('runs', 'show', (await newest('left')).id);
    expect(reason).not.toContain('Given up');
    expect(await newest('left-inner')).toMatchObject({ state: 'ended', result: 'cancelled' });
  });
});

describe('a crash in the middle of a nested run', () => {
  test('repeats no step that was done, and makes no second run', async () => {
    const log = path.join(ana.folder, 'crash.log');
    const go = path.join(ana.folder, 'crash.go');
    const append = (word: string) =>
      `- {name: ${word}, with: {command: [sh, -c, 'echo ${word} >> "$LOG"'], env: {LOG: ${log}}}`;
    await pair('crashed', {
      steps: `${append('one')}}
- {name: hold, needs: [one], onInterrupt: retry, with: {command: [sh, -c, 'until [ -e "$GO" ]; do sleep 0.05; done'], env: {GO: ${go}}}}
${append('two')}, needs: [hold]}`,
    });
    const running = ana.start(['run', 'crashed', '--approve', '--reason', 'a test']);
    while (!existsSync(log)) await sleep(50);
    await sleep(300);
    running.kill('SIGKILL');
    await running.result;
    writeFileSync(go, '');
    const outer = await newest('crashed');
    const resumed = await ana.atomctl(['runs', 'resume', outer.id, '--json']);

    expect(resumed.exitCode).toBe(0);
    expect(readFileSync(log, 'utf8')).toBe('one\ntwo\n');
    expect((await json('runs', 'list', '--package', 'crashed-inner')).items).toHaveLength(1);
  });
});

describe('a plan is refused', () => {
  test('for a nested workflow that is not the one that is pinned', async () => {
    await child('pinned', { steps: SAY });
    await parent(
      'other-digest',
      { workflow: 'pinned@1.0.0', digest: `sha256:${'0'.repeat(64)}` },
      { steps: nest('pinned@1.0.0') },
    );
    const planned = await ana.atomctl(['plan', 'other-digest', '--json']);

    expect(planned.exitCode).toBe(4);
    expect(planned.json()).toMatchObject({ error: { code: 'ATOM_PACKAGE_MISMATCH' } });
  });

  test('for a nested workflow that reaches further than its parent', async () => {
    const spec = 'validation: {limits: {timeout: 5m, memory: 64Mi}, network: {egress: ["example.org:443"]}}';
    await pair('far', { steps: SAY, spec });
    const planned = await ana.atomctl(['plan', 'far', '--json']);

    expect(planned.exitCode).toBe(6);
    expect(planned.json()).toMatchObject({
      error: { code: 'ATOM_PERMISSION_DENIED', message: expect.stringContaining('egress example.org:443') },
    });
  });

  test('for a nested workflow that is worse than its parent may be', async () => {
    await pair(
      'worse',
      { steps: '- {name: say, with: {command: [kubectl, delete, pods, --all, -n, web]}}' },
      { spec: `safety: {dryRun: {requiredClass: safe}}\n${LIMITS}` },
    );
    const planned = await ana.atomctl(['plan', 'worse', '--json']);

    expect(planned.exitCode).toBe(6);
    expect(planned.json()).toMatchObject({
      error: {
        code: 'ATOM_POLICY_REFUSED',
        message: expect.stringContaining('worse-inner@1.0.0 is caution'),
      },
    });
  });

  test('for workflows that are nested too deep', async () => {
    let nested = { workflow: 'deep-0@1.0.0', digest: await child('deep-0', { steps: SAY }) };
    for (const name of ['deep-1', 'deep-2', 'deep-3', 'deep-4', 'deep-5']) {
      await parent(name, nested, { steps: nest(nested.workflow) });
      const shown = await json('workflows', 'show', name);
      nested = { workflow: `${name}@1.0.0`, digest: shown.versions[0].digest };
    }
    const [five, six] = await Promise.all(
      ['deep-4', 'deep-5'].map((name) => ana.atomctl(['plan', name, '-i', 'word=hello', '--json'])),
    );

    expect(five?.json().steps[0].workflow.steps.at(-1)).toMatchObject({
      name: 'say',
      within: ['nested', 'nested', 'nested'],
      shows: ['$ echo hello'],
    });
    expect(six?.exitCode).toBe(3);
    expect(six?.json().error.message).toContain('more than 5 deep');
  });

  test('for a nested workflow that was yanked', async () => {
    await pair('gone', { steps: SAY });
    await ana.atomctl(['workflows', 'yank', 'gone-inner@1.0.0', '--reason', 'broken']);
    const planned = await ana.atomctl(['plan', 'gone', '--json']);

    expect(planned.json()).toMatchObject({ error: { code: 'ATOM_PACKAGE_YANKED' } });
  });
});
