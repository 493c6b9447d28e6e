import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AtomError } from '../../../../src/base/errors.ts';
import { resumeRun } from '../../../../src/services/run/resume-run.ts';
import { runApproved } from '../../../../src/services/run/run-approved.ts';
import { commandLines } from '../../../support/command-lines.ts';
import { loggedText } from '../../../support/logs.ts';
import { openStage, resultOf, type RunStage } from '../../../support/run-stage.ts';

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
