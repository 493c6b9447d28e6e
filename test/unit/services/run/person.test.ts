import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resumeRun } from '../../../../src/services/run/resume-run.ts';
import { openStage, resultOf, type RunStage, statesOf } from '../../../support/run-stage.ts';

let stage: RunStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage[Symbol.asyncDispose]());

describe('a person', () => {
  test('is asked by an approval step, and the run goes on with the answer', async () => {
    const first = await stage.run({
      steps: `
- {name: ask, type: approval, with: {message: Go on?}}
- {name: after, type: shell, needs: [ask], with: {command: ['true']}}`,
    });
    expect(first.carried.kind).toBe('waiting');

    const decision = { step: 'ask', decision: 'approved', reason: 'looks good' } as const;
    const second = await resumeRun(stage.bench.deps, {
      run: first.run,
      by: 'ben',
      decision,
      admit: first.admit,
    });

    expect(second).toMatchObject({ kind: 'carried', carried: { kind: 'ended', result: 'succeeded' } });
  });

  test('is too late when an approval has expired', async () => {
    const { carried } = await stage.run({
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
    const first = await stage.run(
      { steps: scene },
      { onEvent: stage.on('step-spawned', (id) => stage.ask(id, { type: 'run-paused', by: 'ben' })) },
    );
    expect(first.carried.kind).toBe('paused');
    expect(statesOf(first.carried)).toEqual({ one: 'succeeded', two: 'pending' });

    const second = await resumeRun(stage.bench.deps, { run: first.run, by: 'ben', admit: first.admit });

    expect(second).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });
  });

  test('cancels a run: what runs is ended within a second, and nothing else starts', async () => {
    const started = Date.now();
    const { carried } = await stage.run(
      {
        steps: `
- {name: one, type: shell, with: {command: [sleep, '60']}}
- {name: two, type: shell, needs: [one], with: {command: ['true']}}`,
      },
      {
        onEvent: stage.on('step-spawned', (id) =>
          stage.ask(id, { type: 'cancel-requested', by: 'ben', rollback: false }),
        ),
      },
    );

    expect(resultOf(carried)).toBe('cancelled');
    expect(carried.view.steps.get('two')?.state).not.toBe('succeeded');
    expect(Date.now() - started).toBeLessThan(3000);
  });

  test('cancels with rollback', async () => {
    const { carried } = await stage.run(
      {
        steps: '- {name: one, type: shell, with: {command: [sleep, "60"]}}',
        spec: 'rollback: {handlers: [{name: undo, type: shell, with: {command: ["true"]}}]}',
      },
      {
        onEvent: stage.on('step-spawned', (id) =>
          stage.ask(id, { type: 'cancel-requested', by: 'ben', rollback: true }),
        ),
      },
    );

    expect(resultOf(carried)).toBe('rolled-back');
    expect(carried.view.rollback.get('undo')?.state).toBe('succeeded');
  });

  test('interrupts the command, and the run asks what its cut-off step means', async () => {
    const stop = new AbortController();
    const first = await stage.run(
      { steps: '- {name: one, type: shell, with: {command: [sleep, "60"]}}' },
      { signal: stop.signal, onEvent: (stored) => stored.event.type === 'step-spawned' && stop.abort() },
    );
    expect(first.carried.kind).toBe('interrupted');

    const second = await resumeRun(stage.bench.deps, { run: first.run, by: 'ben', admit: first.admit });
    expect(second).toMatchObject({ carried: { kind: 'waiting' } });

    const decision = { step: 'one', decision: 'mark-done', reason: 'I saw it' } as const;
    const third = await resumeRun(stage.bench.deps, {
      run: first.run,
      by: 'ben',
      decision,
      admit: first.admit,
    });
    expect(third).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });

    const fourth = await resumeRun(stage.bench.deps, { run: first.run, by: 'ben', admit: first.admit });
    expect(fourth).toMatchObject({ kind: 'already-ended', record: { result: 'succeeded' } });
  });

  test.each([
    ['0', 'succeeded'],
    ['1', 'succeeded'],
    ['3', undefined],
  ])('is asked only when the probe cannot tell: exit %s', async (exit, result) => {
    const stop = new AbortController();
    const first = await stage.run(
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

    const second = await resumeRun(stage.bench.deps, { run: first.run, by: 'ben', admit: first.admit });
    if (second.kind !== 'carried') throw new Error('it had not ended');

    expect(second.carried.kind).toBe(result === undefined ? 'waiting' : 'ended');
    expect(second.carried.view.steps.get('one')?.attempts).toBe(exit === '1' ? 2 : 1);
  });
});
