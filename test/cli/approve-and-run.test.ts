import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Author, author, GREET } from '../support/author.ts';

describe('approve and run', () => {
  let ada: Author;
  beforeAll(async () => {
    ada = await author();
    await ada.push('greet', GREET);
  });
  const planned = async (...args: string[]) =>
    (await ada.atomctl(['plan', 'greet', ...args, '--json'])).json();

  /** The id of the package's run, as soon as it has one. */
  const runningRun = async (name: string): Promise<string> => {
    for (;;) {
      const { items } = (await ada.atomctl(['runs', 'list', '--package', name, '--json'])).json();
      if (items.length > 0) return items[0].id;
    }
  };

  test('without a terminal nothing is asked: it exits 5 with the command to type', async () => {
    const { id } = await planned();
    const result = await ada.atomctl(['run', '--plan', id, '--json']);

    expect(result.exitCode).toBe(5);
    expect(result.json()).toMatchObject({
      error: { code: 'ATOM_APPROVAL_REQUIRED', hint: `atomctl approve ${id} --reason "why"` },
    });
  });

  test('a folder is not run without a key: the hint says how an author runs it', async () => {
    const folder = ada.write('drafted', GREET);
    const byPath = await ada.atomctl(['run', folder, '--json']);
    const byName = await ada.atomctl(['plan', path.basename(folder), '--json'], {
      cwd: path.dirname(folder),
    });

    expect([byPath.exitCode, byName.exitCode]).toEqual([2, 2]);
    expect(byPath.json()).toMatchObject({
      error: { code: 'ATOM_USAGE', hint: expect.stringContaining(`atomctl run ${folder} --key KEY`) },
    });
  });

  test('an approval lets a plan run once', async () => {
    const { id, digest } = await planned('-i', 'greeting=once');
    const approved = (await ada.atomctl(['approve', id, '--reason', 'CHG-7', '--json'])).json();
    const first = await ada.atomctl(['run', '--plan', id, '--json']);
    const second = await ada.atomctl(['run', '--plan', id, '--json']);

    expect(approved).toMatchObject({
      kind: 'plan',
      approval: { planDigest: digest, reason: 'CHG-7', role: 'local', usedBy: null },
    });
    expect(first.exitCode).toBe(0);
    expect(first.json()).toMatchObject({
      result: 'succeeded',
      playbook_id: 'greet',
      approved_by: expect.any(String),
      auditHead: expect.stringMatching(/^\d+:/),
    });
    expect(first.json().steps[0].outputs).toMatchObject({ exitCode: 0, stdout: 'once\n' });
    expect(second.exitCode).toBe(6);
    expect(second.json()).toMatchObject({ error: { code: 'ATOM_APPROVAL_STALE' } });
  });

  test('--approve=DIGEST approves that plan alone', async () => {
    const { digest } = await planned('-i', 'greeting=seen');
    const run = (greeting: string) =>
      ada.atomctl([
        'run',
        'greet',
        '-i',
        `greeting=${greeting}`,
        `--approve=${digest}`,
        '--reason',
        'reviewed',
        '--json',
      ]);

    expect((await run('other')).json()).toMatchObject({ error: { code: 'ATOM_APPROVAL_STALE' } });
    expect((await run('seen')).exitCode).toBe(0);
  });

  test('an approval that has expired is stale', async () => {
    const { id } = await planned();
    await ada.atomctl(['approve', id, '--reason', 'quick', '--expires-in', '1ms']);
    const result = await ada.atomctl(['run', '--plan', id, '--json']);

    expect(result.json()).toMatchObject({
      error: { code: 'ATOM_APPROVAL_STALE', message: expect.stringContaining('expired') },
    });
  });

  test.each([['approvers: 2'], ['separateFromRequester: true']])(
    'a package that asks for %s does not run without a daemon',
    async (rule) => {
      const result = await ada.run(`guarded-${rule.length}`, `${GREET}  safety: {approval: {${rule}}}\n`);

      expect(result.exitCode).toBe(6);
      expect(result.json()).toMatchObject({ error: { code: 'ATOM_APPROVAL_UNAVAILABLE' } });
    },
  );

  test('a run that fails exits 1 and says which step, why, and what to type', async () => {
    const result = await ada.run(
      'failing',
      GREET.replace('[echo, "${{ inputs.greeting }}"]', '[sh, -c, "echo no >&2; exit 3"]'),
    );
    const { error } = result.json();

    expect(result.exitCode).toBe(1);
    expect(error).toMatchObject({
      code: 'ATOM_RUN_FAILED',
      details: { result: 'failed', step: 'greet', auditHead: expect.any(String) },
    });
    expect(error.hint).toBe(`atomctl runs show ${error.details.run}`);
  });

  test('a step that asks leaves the run waiting; an answer and resume end it', async () => {
    const asking = GREET.replace(
      '    - name: greet',
      '    - name: confirm\n      type: approval\n      with: {message: "seen the numbers?"}\n      timeout: 1h\n    - name: greet\n      needs: [confirm]',
    );
    const waiting = await ada.run('asking', asking);
    const { run } = waiting.json().error.details;
    const answered = (await ada.atomctl(['approve', `${run}/confirm`, '--reason', 'yes', '--json'])).json();
    const resumed = await ada.atomctl(['runs', 'resume', run, '--json']);
    const again = await ada.atomctl(['runs', 'resume', run, '--json']);

    expect(waiting.exitCode).toBe(5);
    expect(waiting.json()).toMatchObject({
      error: { code: 'ATOM_RUN_WAITING', message: 'seen the numbers?' },
    });
    expect(answered).toMatchObject({ kind: 'step', run, step: 'confirm', reason: 'yes' });
    expect(resumed.json().result).toBe('succeeded');
    expect(again.exitCode).toBe(0);
  });

  test('an object that a run holds is refused to another, or waited for', async () => {
    const go = path.join(ada.folder, 'go');
    const held = `with: {command: [sh, -c, 'until [ -e "$GO" ]; do sleep 0.1; done'], env: {GO: ${go}}}`;
    await ada.push(
      'held',
      `${GREET.replace('with: {command: [echo, "${{ inputs.greeting }}"]}', held)}  concurrency: {key: the-one-database, policy: reject}\n`,
    );
    const run = (...args: string[]) =>
      ada.atomctl(['run', 'held', '--approve', '--reason', 'a test', '--json', ...args]);
    const first = run();
    const id = await runningRun('held');
    const refused = await run();
    const queued = run('--on-conflict', 'queue');
    writeFileSync(go, '');

    expect(refused.exitCode).toBe(6);
    expect(refused.json()).toMatchObject({
      error: { code: 'ATOM_OBJECT_LOCKED', details: { object: 'concurrency/the-one-database', run: id } },
    });
    expect((await first).json().result).toBe('succeeded');
    expect((await queued).json().result).toBe('succeeded');
  });

  test('whoever waits behind a run whose process is gone is told what frees the key', async () => {
    await ada.push(
      'left',
      `${GREET.replace('command: [echo, "${{ inputs.greeting }}"]', 'command: [sleep, "2"]')}  concurrency: {key: the-other-database}\n`,
    );
    const args = ['run', 'left', '--approve', '--reason', 'a test'];
    const first = ada.start(args);
    await first.says('▸ greet');
    const id = await runningRun('left');
    first.kill('SIGKILL');
    await first.result;

    const queued = ada.start(args);
    await queued.says(`the-other-database is held by ${id}, which nobody carries: atomctl runs resume ${id}`);
    await ada.atomctl(['runs', 'cancel', id]);

    expect((await queued.result).exitCode).toBe(0);
  });

  test('a request to a host that the package does not declare is refused', async () => {
    const calling = GREET.replace(
      'with: {command: [echo, "${{ inputs.greeting }}"]}',
      'type: http\n      with: {url: "http://127.0.0.1:9/${{ inputs.greeting }}"}',
    );
    await ada.push('calling', calling);
    const result = await ada.atomctl(['run', 'calling', '--approve', '--reason', 'a test', '--json']);

    expect(result.exitCode).toBe(6);
    expect(['ATOM_PERMISSION_DENIED', 'ATOM_POLICY_REFUSED']).toContain(result.json().error.code);
  });

  test('an author runs a folder: packed, signed, verified, planned, run', async () => {
    const folder = ada.write('draft', GREET);
    const result = await ada.atomctl([
      'run',
      folder,
      '--key',
      'atomctl.key',
      '--approve',
      '--reason',
      'trying',
      '--json',
    ]);

    expect(result.json()).toMatchObject({
      result: 'succeeded',
      package: { name: 'draft', version: '1.0.0' },
    });
  });

  test('--plan takes no package and no inputs beside it', async () => {
    const result = await ada.atomctl(['run', 'greet', '--plan', 'plan_x', '--json']);

    expect(result.json()).toMatchObject({ error: { code: 'ATOM_USAGE' } });
  });

  test('the counters of all runs go to a file for node_exporter', async () => {
    await ada.run('counted', GREET, ['--metrics-file', 'atomctl.prom']);
    const metrics = readFileSync(path.join(ada.folder, 'atomctl.prom'), 'utf8');

    expect(metrics).toContain('workflow_runs_total{tenant="local",playbook="counted",result="succeeded"} 1');
    expect(metrics).toContain('workflow_success_total{tenant="local",playbook="counted"} 1');
    expect(metrics).toContain('workflow_failure_total{tenant="local",playbook="failing"} 1');
  });

  test('counters that cannot be sent fail the command, not the run', async () => {
    const result = await ada.run('unsent', GREET, ['--pushgateway', 'http://127.0.0.1:9']);
    const { items } = (await ada.atomctl(['runs', 'list', '--package', 'unsent', '--json'])).json();

    expect(result.exitCode).toBe(7);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_NEEDS_MISSING' } });
    expect(items[0].result).toBe('succeeded');
  });

  test('a later run takes over what an earlier one recorded', async () => {
    const twoSteps = GREET.replace(
      '  validation:',
      `    - name: mark
      needs: [greet]
      with: {command: [sh, -c, 'echo "$SAID" >> "$FILE"'], env: {SAID: "\${{ steps.greet.outputs.stdout }}", FILE: "${ada.folder}/marks"}}
      timeout: 1m
  validation:`,
    );
    const first = (await ada.run('two', twoSteps)).json();
    const second = await ada.atomctl([
      'run',
      'two',
      '--resume-from',
      'mark',
      '--run',
      first.id,
      '--approve',
      '--reason',
      'again',
      '--json',
    ]);

    expect(second.json().result).toBe('succeeded');
    expect(existsSync(path.join(ada.folder, 'marks'))).toBe(true);
    expect(readFileSync(path.join(ada.folder, 'marks'), 'utf8').match(/hello/g)).toHaveLength(2);
  });

  test('a run that is not there is said to be so', async () => {
    const result = await ada.atomctl(['runs', 'show', 'run_nothing', '--json']);

    expect(result.exitCode).toBe(3);
    expect(result.json()).toMatchObject({ error: { code: 'ATOM_RUN_NOT_FOUND' } });
  });
});
