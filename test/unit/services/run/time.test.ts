import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resumeRun } from '../../../../src/services/run/resume-run.ts';
import { commandLines } from '../../../support/command-lines.ts';
import { openStage, resultOf, type RunStage } from '../../../support/run-stage.ts';

let stage: RunStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage[Symbol.asyncDispose]());

describe('the time of a run', () => {
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

  test('is failed by its own timeout', async () => {
    const { carried } = await stage.run({
      steps: '- {name: slow, type: shell, with: {command: [sleep, "60"]}}',
      plan: { timeoutMs: 200 },
    });

    expect(resultOf(carried)).toBe('failed');
    expect(carried.view.ended?.reason).toBe('The run took longer than its timeout');
  });
});
