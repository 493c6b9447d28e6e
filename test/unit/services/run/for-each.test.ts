import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decide, resumeRun } from '../../../../src/services/run/resume-run.ts';
import { editPlans } from '../../../support/edit-store.ts';
import { openStage, resultOf, type RunStage, statesOf } from '../../../support/run-stage.ts';

let stage: RunStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage[Symbol.asyncDispose]());

const HOSTS = { hosts: ['a', 'b', 'c'] };

describe('a forEach step', () => {
  test('is carried out for each item, and gives the list of their outputs in the order of its list', async () => {
    const { carried, run: id } = await stage.run({
      inputs: HOSTS,
      steps: `
- name: each
  type: shell
  forEach: inputs.hosts
  parallel: 2
  with: {command: [sh, -c, 'echo "$HOST $INDEX"'], env: {HOST: "\${{ item }}", INDEX: "\${{ index }}"}}
- {name: use, type: shell, needs: [each], with: {command: [echo, "=\${{ steps.each.outputs.map(o, o.stdout) }}"]}}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    expect(carried.view.steps.get('use')?.outputs?.['stdout']).toBe('=["a 0\\n","b 1\\n","c 2\\n"]\n');
    const events = await stage.events(id);
    expect(events.filter(({ type }) => type === 'step-expanded')).toMatchObject([{ step: 'each', count: 3 }]);
    const starts = events.filter((event) => event.type === 'step-starting');
    expect(starts.map(({ step, item, idempotencyKey }) => [step, item, idempotencyKey])).toEqual([
      ['each[0]', 'a', `${id}/each[0]`],
      ['each[1]', 'b', `${id}/each[1]`],
      ['each[2]', 'c', `${id}/each[2]`],
      ['use', undefined, `${id}/use`],
    ]);
  });

  test('of an empty list has succeeded with none', async () => {
    const { carried } = await stage.run({
      inputs: { hosts: [] },
      steps: `
- {name: each, type: shell, forEach: inputs.hosts, with: {command: [false]}}
- {name: use, type: shell, needs: [each], with: {command: [echo, "\${{ size(steps.each.outputs) }}"]}}`,
    });

    expect(statesOf(carried)).toEqual({ each: 'succeeded', use: 'succeeded' });
    expect(carried.view.steps.get('use')?.outputs?.['stdout']).toBe('0\n');
  });

  test('runs no more items at once than it says, and than the run allows', async () => {
    for (const [parallel, maxParallel, most] of [
      [3, 4, 3],
      [4, 2, 2],
      [1, 4, 1],
    ] as const) {
      const { run: id } = await stage.run({
        plan: { maxParallel },
        steps: `- {name: each, type: wait, forEach: "[1, 2, 3, 4, 5, 6]", parallel: ${parallel}, with: {duration: 20ms}}`,
      });
      let [now, seen] = [0, 0];
      for (const { type } of await stage.events(id)) {
        if (type === 'step-starting') now += 1;
        if (type === 'step-done') now -= 1;
        seen = Math.max(seen, now);
      }
      expect(seen).toBe(most);
    }
  });

  test('starts no item behind one that failed, lets those run that do, and fails', async () => {
    const { carried, run: id } = await stage.run({
      steps: `
- name: each
  type: shell
  forEach: "[0, 1, 2, 3]"
  parallel: 2
  with: {command: [sh, -c, 'test $N -eq 0 && exit 3; sleep 0.3'], env: {N: "\${{ item }}"}}
- {name: after, type: shell, needs: [each], with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(statesOf(carried)).toEqual({ each: 'failed', after: 'omitted' });
    expect(carried.view.steps.get('each')?.error).toEqual({
      kind: 'failed',
      message: '1 of 4 items failed, each[0]: exited with 3',
    });
    const ended = (await stage.events(id)).filter(
      ({ type }) => type === 'step-done' || type === 'step-failed',
    );
    expect(ended.map((event) => 'step' in event && event.step)).toEqual(['each[0]', 'each[1]', 'each']);
  });

  test('with onError: continue carries every item out, and gives null for those that failed', async () => {
    const { carried } = await stage.run({
      steps: `
- name: each
  type: shell
  forEach: "[1, 2, 3]"
  onError: continue
  with: {command: [sh, -c, 'test $N -ne 2'], env: {N: "\${{ item }}"}}
- {name: use, type: shell, needs: [each], with: {command: [echo, "=\${{ steps.each.outputs.map(o, o != null) }}"]}}`,
    });

    expect(resultOf(carried)).toBe('succeeded-with-errors');
    expect(statesOf(carried)).toEqual({ each: 'failed-continued', use: 'succeeded' });
    expect(carried.view.steps.get('use')?.outputs?.['stdout']).toBe('=[true,false,true]\n');
  });

  test('asks when for each item where it speaks of one, and else once', async () => {
    const { carried, run: id } = await stage.run({
      steps: `
- {name: some, type: shell, forEach: "[1, 2, 3]", when: item != 2, with: {command: ['true']}}
- {name: none, type: shell, forEach: "[1, 2, 3]", when: "1 > 2", with: {command: ['true']}}`,
    });

    expect(statesOf(carried)).toEqual({ some: 'succeeded', none: 'skipped' });
    const skipped = (await stage.events(id)).filter((event) => event.type === 'step-skipped');
    expect(skipped.map(({ step }) => step).toSorted()).toEqual(['none', 'some[1]']);
  });

  test.each([
    ['inputs.hosts.size()', { hosts: [] }, 'forEach: It gives a number, where a list is needed'],
    [
      'inputs.hosts',
      { hosts: Array.from({ length: 100_001 }, () => 1) },
      'forEach: It gives 100001 items, and the most is 100000',
    ],
    ['[inputs.token]', { token: 'env://PATH' }, 'forEach may not read the secret token'],
  ])('of %s fails, and says why', async (items, inputs, message) => {
    const { carried } = await stage.run({
      inputs,
      steps: `- {name: each, type: shell, forEach: "${items}", with: {command: ['true']}}`,
    });

    expect(resultOf(carried)).toBe('failed');
    expect(carried.view.steps.get('each')?.error?.message).toBe(message);
  });

  test('tries each item again as often as its retry says', async () => {
    const { carried, run: id } = await stage.run({
      steps: `
- name: each
  type: shell
  forEach: "['x', 'y']"
  retry: {attempts: 2, backoff: {initial: 10ms}}
  with: {command: [sh, -c, 'test -e $N || { touch $N; exit 1; }'], env: {N: "\${{ item }}"}}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    const starts = (await stage.events(id)).filter((event) => event.type === 'step-starting');
    expect(starts.map(({ step, attempt }) => `${step}.${attempt}`)).toEqual([
      'each[0].1',
      'each[0].2',
      'each[1].1',
      'each[1].2',
    ]);
  });

  test('goes on behind a stop without doing again what was done, and evaluates its list anew', async () => {
    const stop = new AbortController();
    const effects = path.join(stage.home, 'effects');
    const { run: id, admit } = await stage.run(
      {
        inputs: HOSTS,
        steps: `
- name: each
  type: shell
  forEach: inputs.hosts
  onInterrupt: retry
  with: {command: [sh, -c, 'echo $H >> $TO; test $H != b || sleep 0.5'], env: {H: "\${{ item }}", TO: "${effects}"}}`,
      },
      {
        signal: stop.signal,
        onEvent: ({ event }) => {
          if (event.type === 'step-spawned' && event.step === 'each[1]') setTimeout(() => stop.abort(), 100);
        },
      },
    );
    expect(readFileSync(effects, 'utf8')).toBe('a\nb\n');

    const resumed = await resumeRun(stage.bench.deps, { run: id, by: 'ben', admit });
    expect(resumed).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });
    expect(readFileSync(effects, 'utf8')).toBe('a\nb\nb\nc\n');
  });

  test('whose list is not the one that it began with is not gone on with', async () => {
    const stop = new AbortController();
    const { run: id, admit } = await stage.run(
      { inputs: HOSTS, steps: `- {name: each, type: wait, forEach: inputs.hosts, with: {duration: 100ms}}` },
      { signal: stop.signal, onEvent: ({ event }) => event.type === 'step-starting' && stop.abort() },
    );
    editPlans(stage.home, '"c"', '"d"');

    await expect(resumeRun(stage.bench.deps, { run: id, by: 'ben', admit })).rejects.toMatchObject({
      code: 'ATOM_STORE_DAMAGED',
    });
  });

  test('asks a person about each item that was cut off, and takes the answer by its name', async () => {
    const stop = new AbortController();
    const { run: id, admit } = await stage.run(
      { steps: `- {name: each, type: shell, forEach: "[1, 2]", with: {command: [sleep, '0.3']}}` },
      { signal: stop.signal, onEvent: ({ event }) => event.type === 'step-spawned' && stop.abort() },
    );
    const asked = await resumeRun(stage.bench.deps, { run: id, by: 'ben', admit });
    expect(asked).toMatchObject({ carried: { kind: 'waiting' } });

    const decision = { step: 'each[0]', decision: 'mark-done', reason: 'seen' } as const;
    const resumed = await resumeRun(stage.bench.deps, { run: id, by: 'ben', decision, admit });
    expect(resumed).toMatchObject({ carried: { kind: 'ended', result: 'succeeded' } });
  });

  test('asked about as a whole says which of its items wait', async () => {
    const { run: id } = await stage.run({
      steps: `- {name: each, type: approval, forEach: "[1, 2, 3]", parallel: 2, with: {message: "\${{ item }}?"}}`,
    });
    const decision = { step: 'each', decision: 'fail', reason: 'no' } as const;

    await expect(decide(stage.bench.deps, id, { ...decision, by: 'ben' })).rejects.toMatchObject({
      code: 'ATOM_RUN_STATE',
      message: 'each does not wait for this: it is running, its items each[0], each[1] are waiting',
    });
  });

  test('that is cancelled is not under way any more', async () => {
    const { carried } = await stage.run(
      {
        steps: `- {name: each, type: wait, forEach: "[1, 2, 3]", onError: continue, with: {duration: 60s}}`,
      },
      {
        onEvent: stage.on('step-starting', (id) =>
          stage.ask(id, { type: 'cancel-requested', by: 'ben', rollback: false }),
        ),
      },
    );

    expect(resultOf(carried)).toBe('cancelled');
    expect(statesOf(carried)).toEqual({ each: 'omitted' });
  });

  test('all of whose items are skipped is written down piece by piece', async () => {
    const { carried } = await stage.run({
      inputs: { list: Array.from({ length: 3000 }, (_, index) => index) },
      steps: `- {name: each, type: shell, forEach: inputs.list, parallel: 8, when: item < 0, with: {command: ['true']}}`,
    });

    expect(statesOf(carried)).toEqual({ each: 'succeeded' });
    expect(carried.view.steps.get('each')?.items?.countOf('skipped')).toBe(3000);
  });

  test('in a rollback undoes each item', async () => {
    const { carried } = await stage.run({
      inputs: HOSTS,
      spec: `
inputs: {}
rollback: {handlers: [{name: undo, type: shell, forEach: inputs.hosts, with: {command: [echo, "\${{ item }}"]}}]}`,
      steps: `- {name: bad, type: shell, with: {command: ['false']}}`,
    });

    expect(resultOf(carried)).toBe('rolled-back');
    expect(carried.view.rollback.get('undo')?.items?.countOf('succeeded')).toBe(3);
  });
});
