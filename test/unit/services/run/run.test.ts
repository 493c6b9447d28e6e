import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/model/run.ts';
import type { Carried } from '../../../../src/services/run/carry.ts';
import { resumeRun } from '../../../../src/services/run/resume-run.ts';
import { runApproved } from '../../../../src/services/run/run-approved.ts';
import type { RunOptions } from '../../../../src/services/run/deps.ts';
import { temporaryDirectory } from '../../../support/cli.ts';
import { type Bench, openBench, type Scene } from '../../../support/runs.ts';

let home: string;
let bench: Bench;

beforeEach(async () => {
  home = temporaryDirectory();
  bench = await openBench(home, { ...process.env, RUN_TEST_TOKEN: 's3cret-value' });
});
afterEach(() => bench[Symbol.asyncDispose]());

describe('a run', () => {
  test('carries steps out in the order of their needs and hands their outputs on', async () => {
    const { carried } = await run({
      steps: `
- {name: make, type: shell, with: {command: [sh, -c, 'echo "{\\"n\\": 41}" > "$ATOMCTL_OUTPUT"']}}
- {name: use, type: shell, needs: [make], with: {command: [echo, "\${{ steps.make.outputs.n + 1 }}"]}}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    expect(carried.view.steps.get('use')?.outputs).toEqual({ exitCode: 0, stdout: '42\n', stderr: '' });
  });

  test('leaves no folder behind but its logs', async () => {
    const { run: id } = await run({
      steps: '- {name: a, type: shell, with: {command: [sh, -c, "echo hi; mkdir d; chmod 500 d"]}}',
    });

    expect(existsSync(path.join(home, 'runs', id))).toBe(false);
    expect(readFileSync(path.join(home, 'logs', id, 'a.1.log'), 'utf8')).toBe('hi\n');
  });

  test('tries again as often as it is told, and keeps one idempotency key', async () => {
    const { carried, run: id } = await run({
      steps: `
- name: flaky
  type: shell
  retry: {attempts: 3, backoff: {initial: 10ms}}
  with: {command: [sh, -c, 'echo x >> "$HOME/tries"; test $(wc -l < "$HOME/tries") -eq 3']}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    const starts = (await events(id)).filter((event) => event.type === 'step-starting');
    expect(starts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(starts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  test('ends a step that takes too long, with everything that it started', async () => {
    const { carried } = await run({
      steps: `- {name: slow, type: shell, timeout: 200ms, with: {command: [sh, -c, 'setsid sleep 61.7 & sleep 61.7']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(carried.view.steps.get('slow')?.error?.kind).toBe('timeout');
    expect(commandLines()).not.toContain('sleep\u000061.7');
  });

  test('skips a step whose when is false and goes on behind it', async () => {
    const { carried } = await run({
      inputs: { really: false },
      steps: `
- {name: maybe, type: shell, when: inputs.really, with: {command: [echo, maybe]}}
- {name: after, type: shell, needs: [maybe], when: "steps.maybe.outputs.stdout == null", with: {command: [echo, after]}}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    expect(states(carried)).toEqual({ maybe: 'skipped', after: 'succeeded' });
  });

  test('omits what is behind a failure, but for what asks for it', async () => {
    const { carried } = await run({
      steps: `
- {name: bad, type: shell, with: {command: ['false']}}
- {name: behind, type: shell, needs: [bad], with: {command: ['true']}}
- {name: tell, type: shell, needs: [behind], when: failed(), with: {command: ['true']}}
- {name: quiet, type: shell, needs: [behind], when: "always() && !failed()", with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(states(carried)).toEqual({
      bad: 'failed',
      behind: 'omitted',
      tell: 'succeeded',
      quiet: 'skipped',
    });
  });

  test('goes on behind a failure that may be, and says so in its result', async () => {
    const { carried } = await run({
      steps: `
- {name: bad, type: shell, onError: continue, with: {command: ['false']}}
- {name: behind, type: shell, needs: [bad], with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('succeeded-with-errors');
    expect(states(carried)).toEqual({ bad: 'failed-continued', behind: 'succeeded' });
  });

  test('runs only what was chosen', async () => {
    const { carried } = await run({
      steps:
        '- {name: a, type: shell, with: {command: ["true"]}}\n- {name: b, type: shell, needs: [a], with: {command: ["true"]}}',
      plan: { selection: { skip: [], only: ['b'], resume: null } },
    });

    expect(states(carried)).toEqual({ a: 'skipped', b: 'succeeded' });
  });

  test('rolls back by the declared handlers, in their order', async () => {
    const { carried } = await run({
      steps: '- {name: change, type: shell, with: {command: ["false"]}}',
      spec: `
rollback:
  handlers:
    - {name: first, type: shell, with: {command: [sh, -c, 'echo first >> order']}}
    - {name: second, type: shell, with: {command: [sh, -c, 'echo second >> order; cat order']}}`,
    });

    expect(resultOf(carried)).toBe('rolled-back');
    expect(carried.view.rollback.get('second')?.outputs?.['stdout']).toBe('first\nsecond\n');
  });

  test('says in words what a failed rollback leaves to do', async () => {
    const { carried } = await run({
      steps: '- {name: change, type: shell, with: {command: ["false"]}}',
      spec: `
rollback:
  handlers:
    - {name: first, type: shell, onError: fail, with: {command: ['false']}}
    - {name: second, type: shell, with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('rollback-failed');
    expect(carried.view.ended?.leftToDo).toEqual([
      'Do what first was to do: it failed (exited with 1)',
      'Do what second was to do: it was not started',
    ]);
  });

  test('is failed by its own timeout', async () => {
    const { carried } = await run({
      steps: '- {name: slow, type: shell, with: {command: [sleep, "60"]}}',
      plan: { timeoutMs: 200 },
    });

    expect(resultOf(carried)).toBe('failed');
    expect(carried.view.ended?.reason).toBe('The run took longer than its timeout');
  });
});

describe('a person', () => {
  test('is asked by an approval step, and the run goes on with the answer', async () => {
    const first = await run({
      steps: `
- {name: ask, type: approval, with: {message: Go on?}}
- {name: after, type: shell, needs: [ask], with: {command: ['true']}}`,
    });
    expect(first.carried.kind).toBe('waiting');

    const decision = { step: 'ask', decision: 'approved', reason: 'looks good' } as const;
    const second = await resumeRun(bench.deps, { run: first.run, by: 'ben', decision, admit: first.admit });

    expect(second).toMatchObject({ kind: 'carried', carried: { kind: 'ended', result: 'succeeded' } });
  });

  test('is too late when an approval has expired', async () => {
    const { carried } = await run({
      steps: `
- {name: ask, type: approval, with: {message: Go on?, expiresIn: 100ms}}
- {name: slow, type: shell, with: {command: [sleep, '0.4']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(carried.view.steps.get('ask')?.error?.message).toBe('nobody answered in time');
  });

  test('pauses a run, which lets what runs end and can be resumed', async () => {
    const scene = `
- {name: one, type: shell, with: {command: [sleep, '0.5']}}
- {name: two, type: shell, needs: [one], with: {command: ['true']}}`;
    const first = await run(
      { steps: scene },
      { onEvent: on('step-spawned', (id) => ask(id, { type: 'run-paused', by: 'ben' })) },
    );
    expect(first.carried.kind).toBe('paused');
    expect(states(first.carried)).toEqual({ one: 'succeeded', two: 'pending' });

    const second = await resumeRun(bench.deps, { run: first.run, by: 'ben', admit: first.admit });

    expect(second).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });
  });

  test('cancels a run: what runs is ended within a second, and nothing else starts', async () => {
    const started = Date.now();
    const { carried } = await run(
      {
        steps: `
- {name: one, type: shell, with: {command: [sleep, '60']}}
- {name: two, type: shell, needs: [one], with: {command: ['true']}}`,
      },
      {
        onEvent: on('step-spawned', (id) =>
          ask(id, { type: 'cancel-requested', by: 'ben', rollback: false }),
        ),
      },
    );

    expect(resultOf(carried)).toBe('cancelled');
    expect(carried.view.steps.get('two')?.state).not.toBe('succeeded');
    expect(Date.now() - started).toBeLessThan(3000);
  });

  test('cancels with rollback', async () => {
    const { carried } = await run(
      {
        steps: '- {name: one, type: shell, with: {command: [sleep, "60"]}}',
        spec: 'rollback: {handlers: [{name: undo, type: shell, with: {command: ["true"]}}]}',
      },
      {
        onEvent: on('step-spawned', (id) => ask(id, { type: 'cancel-requested', by: 'ben', rollback: true })),
      },
    );

    expect(resultOf(carried)).toBe('cancelled');
    expect(carried.view.rollback.get('undo')?.state).toBe('succeeded');
  });

  test('interrupts the command, and the run asks what its cut-off step means', async () => {
    const stop = new AbortController();
    const first = await run(
      { steps: '- {name: one, type: shell, with: {command: [sleep, "60"]}}' },
      { signal: stop.signal, onEvent: (stored) => stored.event.type === 'step-spawned' && stop.abort() },
    );
    expect(first.carried.kind).toBe('interrupted');

    const second = await resumeRun(bench.deps, { run: first.run, by: 'ben', admit: first.admit });
    expect(second).toMatchObject({ carried: { kind: 'waiting' } });

    const decision = { step: 'one', decision: 'mark-done', reason: 'I saw it' } as const;
    const third = await resumeRun(bench.deps, { run: first.run, by: 'ben', decision, admit: first.admit });
    expect(third).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });

    const fourth = await resumeRun(bench.deps, { run: first.run, by: 'ben', admit: first.admit });
    expect(fourth).toMatchObject({ kind: 'already-ended', record: { result: 'succeeded' } });
  });

  test.each([
    ['0', 'succeeded'],
    ['1', 'succeeded'],
    ['3', undefined],
  ])('is asked only when the probe cannot tell: exit %s', async (exit, result) => {
    const stop = new AbortController();
    const first = await run(
      {
        steps: `
- name: one
  type: shell
  probe: {with: {command: [sh, -c, 'exit ${exit}']}}
  with: {command: [sh, -c, 'test -e began || { touch began; sleep 60; }']}`,
      },
      {
        signal: stop.signal,
        onEvent: (stored) => stored.event.type === 'step-spawned' && setTimeout(() => stop.abort(), 200),
      },
    );

    const second = await resumeRun(bench.deps, { run: first.run, by: 'ben', admit: first.admit });
    if (second.kind !== 'carried') throw new Error('it had not ended');

    expect(second.carried.kind).toBe(result === undefined ? 'waiting' : 'ended');
    expect(second.carried.view.steps.get('one')?.attempts).toBe(exit === '1' ? 2 : 1);
  });
});

describe('a new run', () => {
  const steps = `
- {name: a, type: shell, with: {command: [sh, -c, 'echo {\\"x\\":1} > "$ATOMCTL_OUTPUT"']}}
- {name: b, type: shell, needs: [a], with: {command: [test, "\${{ steps.a.outputs.x }}", '-eq', "1"]}}`;

  test('takes over what an earlier one recorded', async () => {
    const first = await run({ steps });

    const second = await run({
      steps,
      plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
    });

    expect(resultOf(second.carried)).toBe('succeeded');
    expect(second.carried.view.steps.get('a')).toMatchObject({ attempts: 0, state: 'succeeded' });
  });

  test('is refused where the earlier one has no result', async () => {
    const first = await run({ steps: steps.replace('echo', 'exit 1; echo') });

    await expect(
      run({
        steps: steps.replace('echo', 'exit 1; echo'),
        plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
      }),
    ).rejects.toThrow('has no result of a: it is failed there');
  });
});

describe('a secret', () => {
  const inputs = { token: 'env://RUN_TEST_TOKEN' };

  test('reaches the process by a private file, and nothing else sees it', async () => {
    const { carried, run: id } = await run({
      inputs,
      steps: `
- name: use
  type: shell
  outputs: {length: {type: integer, sensitive: false}}
  with:
    command: [sh, -c, 'cat "$TOKEN"; stat -c %a "$TOKEN"; base64 < "$TOKEN" >&2; echo "{\\"length\\": 12, \\"copy\\": \\"$(cat "$TOKEN")\\"}" > "$ATOMCTL_OUTPUT"']
    files: {TOKEN: "\${{ inputs.token }}"}`,
    });

    expect(carried.view.steps.get('use')?.outputs).toEqual({ exitCode: 0, length: 12 });
    expect(readFileSync(path.join(home, 'logs', id, 'use.1.log'), 'utf8')).toContain('[secret token]600\n');
    expect(JSON.stringify(await events(id))).not.toContain('s3cret');
    expect(everyFileOf(home)).not.toContain('s3cret-value');
    expect(everyFileOf(home)).not.toContain(Buffer.from('s3cret-value').toString('base64').slice(0, 12));
    expect(readdirSync('/dev/shm').filter((name) => name.includes(id))).toEqual([]);
  });

  test('is refused in argv', async () => {
    const { carried } = await run({
      inputs,
      steps: '- {name: leak, type: shell, with: {command: [echo, "Bearer ${{ inputs.token }}"]}}',
    });

    expect(carried.view.steps.get('leak')?.error).toEqual({
      kind: 'refused',
      message: 'the secret token may not stand in command of a shell step',
    });
  });

  test('that is not there stops the run before it is created', async () => {
    await expect(
      run({
        inputs: { token: 'env://RUN_TEST_NOTHING' },
        steps: '- {name: a, type: shell, with: {command: ["true"]}}',
      }),
    ).rejects.toMatchObject({ code: 'ATOM_NEEDS_MISSING' });
  });
});

async function run(scene: Scene, options: RunOptions = {}) {
  const { approved, wpk } = await bench.prepare(scene);
  const request = { approved, wpk, requester: 'ana', tenant: 'local', cosignSig: null };
  const { run: id, carried } = await runApproved(bench.deps, request, options);
  return { run: id, carried, admit: async () => wpk };
}

/** Says something once, from "another process", when the run's first event of a type is there. */
function on(
  type: RunEvent['type'],
  act: (run: `run_${string}`) => Promise<unknown>,
): NonNullable<RunOptions['onEvent']> {
  let done = false;
  return ({ event }) => {
    if (done || event.type !== type) return;
    done = true;
    void bench.deps.journal.open().then(([open]) => open && act(open.id));
  };
}

async function ask(run: `run_${string}`, event: RunEvent): Promise<void> {
  await bench.deps.journal.request(run, event, { actor: 'ben', at: new Date().toISOString() });
}

async function events(run: `run_${string}`): Promise<RunEvent[]> {
  return (await bench.deps.journal.events(run, 0)).map(({ event }) => event);
}

function resultOf(carried: Carried): string {
  return carried.kind === 'ended' ? carried.result : carried.kind;
}

function states(carried: Carried): Record<string, string> {
  return Object.fromEntries([...carried.view.steps].map(([name, { state }]) => [name, state]));
}

function commandLines(): string {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

function everyFileOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1')).join('\n');
}
