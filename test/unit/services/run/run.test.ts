import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AtomError } from '../../../../src/base/errors.ts';
import { resumeRun } from '../../../../src/services/run/resume-run.ts';
import { runApproved } from '../../../../src/services/run/run-approved.ts';
import { loggedText } from '../../../support/logs.ts';
import { openStage, resultOf, type RunStage, statesOf } from '../../../support/run-stage.ts';

let stage: RunStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage[Symbol.asyncDispose]());

describe('a run', () => {
  test('carries steps out in the order of their needs and hands their outputs on', async () => {
    const { carried } = await stage.run({
      steps: `
- {name: make, type: shell, with: {command: [sh, -c, 'echo "{\\"n\\": 41}" > "$ATOMCTL_OUTPUT"']}}
- {name: use, type: shell, needs: [make], with: {command: [echo, "\${{ steps.make.outputs.n + 1 }}"]}}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    expect(carried.view.steps.get('use')?.outputs).toEqual({ exitCode: 0, stdout: '42\n', stderr: '' });
  });

  test('hears that it is to stop between steps that end at once', async () => {
    const stop = new AbortController();
    const steps = Array.from({ length: 3000 }, (_, index) => {
      const needs = index === 0 ? '' : `, needs: [s${index - 1}]`;
      return `- {name: s${index}, type: wait, with: {duration: 0s}${needs}}`;
    });

    const { carried } = await stage.run(
      { steps: steps.join('\n') },
      { signal: stop.signal, onEvent: () => stop.abort() },
    );

    expect(resultOf(carried)).toBe('interrupted');
  });

  test('leaves no folder behind but its logs', async () => {
    const { run: id } = await stage.run({
      steps: '- {name: a, type: shell, with: {command: [sh, -c, "echo hi; mkdir d; chmod 500 d"]}}',
    });

    expect(existsSync(path.join(stage.home, 'runs', id))).toBe(false);
    expect(await loggedText(path.join(stage.home, 'logs', id))).toBe('hi\n');
  });

  test('tries again as often as it is told, and keeps one idempotency key', async () => {
    const { carried, run: id } = await stage.run({
      steps: `
- name: flaky
  type: shell
  retry: {attempts: 3, backoff: {initial: 10ms}}
  with: {command: [sh, -c, 'echo x >> "$HOME/tries"; test $(wc -l < "$HOME/tries") -eq 3']}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    const starts = (await stage.events(id)).filter((event) => event.type === 'step-starting');
    expect(starts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(starts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  test('keeps the place of a step between two attempts: a retry runs beside no more than maxParallel says', async () => {
    const { run: id } = await stage.run({
      plan: { maxParallel: 1 },
      steps: `
- name: flaky
  type: shell
  retry: {attempts: 2, backoff: {initial: 100ms}}
  with: {command: [sh, -c, 'test -e tried || { touch tried; exit 1; }']}
- {name: other, type: shell, with: {command: ['true']}}`,
    });

    const starts = (await stage.events(id)).filter((event) => event.type === 'step-starting');
    expect(starts.map(({ step }) => step)).toEqual(['flaky', 'flaky', 'other']);
  });

  test('counts what earlier owners took against its timeout', async () => {
    const { run: id, admit } = await stage.run({
      plan: { timeoutMs: 1000 },
      steps: `
- {name: before, type: shell, with: {command: [sleep, '0.5']}}
- {name: ask, type: approval, needs: [before], with: {message: Go on?}}
- {name: after, type: shell, needs: [ask], with: {command: [sleep, '0.8']}}`,
    });
    const decision = { step: 'ask', decision: 'approved', reason: 'seen' } as const;
    const resumed = await resumeRun(stage.bench.deps, { run: id, by: 'ben', decision, admit });

    expect(resumed).toMatchObject({ carried: { kind: 'ended', result: 'failed' } });
  });

  test('ends a step that takes too long, with everything that it started', async () => {
    const { carried } = await stage.run({
      steps: `- {name: slow, type: shell, timeout: 200ms, with: {command: [sh, -c, 'setsid sleep 61.7 & sleep 61.7']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(carried.view.steps.get('slow')?.error?.kind).toBe('timeout');
    expect(commandLines()).not.toContain('sleep\u000061.7');
  });

  test('counts the timeout of a step from its first start, whoever goes on with it', async () => {
    const stop = new AbortController();
    const { run: id, admit } = await stage.run(
      {
        steps: `- {name: slow, type: shell, timeout: 1s, onInterrupt: retry, with: {command: [sh, -c, 'echo >> began; sleep 30']}}`,
      },
      { signal: stop.signal, onEvent: ({ event }) => event.type === 'step-spawned' && stop.abort() },
    );
    await sleep(1000);
    const resumed = await resumeRun(stage.bench.deps, { run: id, by: 'ben', admit });

    expect(resumed).toMatchObject({ carried: { kind: 'ended', result: 'failed' } });
    const events = await stage.events(id);
    expect(events.filter(({ type }) => type === 'step-spawned')).toHaveLength(1);
    expect(events.find((event) => event.type === 'step-failed')).toMatchObject({
      error: { kind: 'timeout' },
    });
  });

  test('gives a step as long as it asks for, also when one timer cannot', async () => {
    const { carried } = await stage.run({
      steps: '- {name: long, type: shell, timeout: 30d, with: {command: [sleep, "0.1"]}}',
    });

    expect(resultOf(carried)).toBe('succeeded');
  });

  test('ends what a failed step has put out of reach', async () => {
    const { carried } = await stage.run({
      steps: `- {name: bad, type: shell, with: {command: [sh, -c, 'setsid sleep 62.7 > /dev/null 2>&1 & exit 1']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(commandLines()).not.toContain('sleep\u000062.7');
  });

  test('fails a step whose output the journal could not give back', async () => {
    const { carried } = await stage.run({
      steps: `- {name: big, type: shell, with: {command: [sh, -c, 'echo "{\\"n\\": [1e400]}" > "$ATOMCTL_OUTPUT"']}}`,
    });

    expect(carried.view.steps.get('big')?.error?.message).toContain('too large');
  });

  test('skips a step whose when is false and goes on behind it', async () => {
    const { carried } = await stage.run({
      inputs: { really: false },
      steps: `
- {name: maybe, type: shell, when: inputs.really, with: {command: [echo, maybe]}}
- {name: after, type: shell, needs: [maybe], when: "steps.maybe.outputs.stdout == null", with: {command: [echo, after]}}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    expect(statesOf(carried)).toEqual({ maybe: 'skipped', after: 'succeeded' });
  });

  test('omits what is behind a failure, but for what asks for it', async () => {
    const { carried } = await stage.run({
      steps: `
- {name: bad, type: shell, with: {command: ['false']}}
- {name: behind, type: shell, needs: [bad], with: {command: ['true']}}
- {name: tell, type: shell, needs: [behind], when: failed(), with: {command: ['true']}}
- {name: quiet, type: shell, needs: [behind], when: "always() && !failed()", with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(statesOf(carried)).toEqual({
      bad: 'failed',
      behind: 'omitted',
      tell: 'succeeded',
      quiet: 'skipped',
    });
  });

  test('goes on behind a failure that may be, and says so in its result', async () => {
    const { carried } = await stage.run({
      steps: `
- {name: bad, type: shell, onError: continue, with: {command: ['false']}}
- {name: behind, type: shell, needs: [bad], with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('succeeded-with-errors');
    expect(statesOf(carried)).toEqual({ bad: 'failed-continued', behind: 'succeeded' });
  });

  test('runs only what was chosen', async () => {
    const { carried } = await stage.run({
      steps:
        '- {name: a, type: shell, with: {command: ["true"]}}\n- {name: b, type: shell, needs: [a], with: {command: ["true"]}}',
      plan: { selection: { skip: [], only: ['b'], resume: null } },
    });

    expect(statesOf(carried)).toEqual({ a: 'skipped', b: 'succeeded' });
  });

  test('rolls back by the declared handlers, in their order', async () => {
    const { carried } = await stage.run({
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
    const { carried } = await stage.run({
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
    const { carried } = await stage.run({
      steps: '- {name: slow, type: shell, with: {command: [sleep, "60"]}}',
      plan: { timeoutMs: 200 },
    });

    expect(resultOf(carried)).toBe('failed');
    expect(carried.view.ended?.reason).toBe('The run took longer than its timeout');
  });
});

describe('a run whose journal fails', () => {
  test.each([
    ['a write', 'appendSoon'],
    ['the disk behind a write', 'sync'],
  ] as const)(
    'at %s ends its steps, gives the run up, and is resumed as after a crash',
    async (_, method) => {
      const { journal } = stage.bench.deps;
      const failing = new Proxy(journal, {
        get(target, name) {
          if (name !== method) return Reflect.get(target, name).bind(target);
          return async (write?: Parameters<typeof journal.append>[0]) => {
            // `step-spawned` needs no disk.
            if (write?.events.every(({ type }) => type === 'step-spawned')) return journal.appendSoon(write);
            throw new AtomError('ATOM_DISK_FULL', 'The disk is full');
          };
        },
      });
      const { approved, wpk } = await stage.bench.prepare({
        steps: `
- {name: quick, type: shell, onInterrupt: retry, with: {command: [sh, -c, 'until [ -e once ]; do sleep 0.02; done']}}
- {name: slow, type: shell, onInterrupt: retry, with: {command: [sh, -c, 'test -e once || { touch once; sleep 62.5; }']}}`,
      });
      const request = { approved, wpk, requester: 'ana', tenant: 'local', cosignSig: null };

      await expect(runApproved({ ...stage.bench.deps, journal: failing }, request)).rejects.toThrow(
        'The disk is full',
      );
      expect(commandLines()).not.toContain('sleep\u000062.5');
      const [left] = await journal.open('local');
      expect(await journal.lease(left?.id ?? 'run_none')).toBeUndefined();

      const resumed = await resumeRun(stage.bench.deps, {
        run: left?.id ?? '',
        by: 'ben',
        admit: async () => wpk,
      });
      expect(resumed).toMatchObject({ carried: { result: 'succeeded' } });
    },
  );
});

describe('a new run', () => {
  const steps = `
- {name: a, type: shell, with: {command: [sh, -c, 'echo {\\"x\\":1} > "$ATOMCTL_OUTPUT"']}}
- {name: b, type: shell, needs: [a], with: {command: [test, "\${{ steps.a.outputs.x }}", '-eq', "1"]}}`;

  test('takes over what an earlier one recorded', async () => {
    const first = await stage.run({ steps });

    const second = await stage.run({
      steps,
      plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
    });

    expect(resultOf(second.carried)).toBe('succeeded');
    expect(second.carried.view.steps.get('a')).toMatchObject({ attempts: 0, state: 'succeeded' });
  });

  test('takes it over as well when its first owner died before it had written that down', async () => {
    const first = await stage.run({ steps });
    const { approved, wpk } = await stage.bench.prepare({
      steps,
      plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
    });
    const { deps } = stage.bench;
    const id = deps.newRunId();
    const logPath = deps.folders.paths(id).logs;
    const at = new Date().toISOString();
    const rest = { requester: 'ana', tenant: 'local', cosignSig: null, logPath, at };
    await deps.journal.createRun({ id, approved, ...rest });

    const resumed = await resumeRun(deps, { run: id, by: 'ben', admit: async () => wpk });

    if (resumed.kind !== 'carried') throw new Error('it had not ended');
    expect(resultOf(resumed.carried)).toBe('succeeded');
    expect(resumed.carried.view.steps.get('a')).toMatchObject({ attempts: 0, state: 'succeeded' });
  });

  test('is refused where the earlier one has no result', async () => {
    const first = await stage.run({ steps: steps.replace('echo', 'exit 1; echo') });

    await expect(
      stage.run({
        steps: steps.replace('echo', 'exit 1; echo'),
        plan: { selection: { skip: [], only: [], resume: { run: first.run, from: 'b' } } },
      }),
    ).rejects.toThrow('has no result of a: it is failed there');
  });
});

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
