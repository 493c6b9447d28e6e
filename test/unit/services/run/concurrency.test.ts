import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/model/run.ts';
import { resumeRun } from '../../../../src/services/run/resume-run.ts';
import { openStage, resultOf, type RunStage, statesOf } from '../../../support/run-stage.ts';

let stage: RunStage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** A step that says when it begins and ends. */
function traced(name: string, rest: string): string {
  const trace = `echo "+$N" >> $TO; sleep 0.15; echo "-$N" >> $TO`;
  return `- {name: ${name}, type: shell, with: {command: [sh, -c, '${trace}'], env: {N: ${name}, TO: "${path.join(stage.home, 'trace')}"}}, ${rest}}`;
}

/** How many were between their beginning and their end at once. */
function mostAtOnce(): number {
  let [now, most] = [0, 0];
  for (const line of readFileSync(path.join(stage.home, 'trace'), 'utf8').trim().split('\n')) {
    now += line.startsWith('+') ? 1 : -1;
    most = Math.max(most, now);
  }
  return most;
}

describe('concurrency of steps', () => {
  test.each([1, 2])('lets %i of a key in at once, within a run and across runs', async (limit) => {
    const of = (name: string) => traced(name, `concurrency: {key: "db-\${{ 1 + 1 }}", limit: ${limit}}`);
    const runs = await Promise.all([
      stage.run({ steps: [of('a'), of('b')].join('\n') }),
      stage.run({ steps: [of('c'), of('d')].join('\n') }),
    ]);

    expect(runs.map(({ carried }) => resultOf(carried))).toEqual(['succeeded', 'succeeded']);
    expect(mostAtOnce()).toBeLessThanOrEqual(limit);
    for (const { run } of runs) expect(await stage.bench.deps.journal.turns(run)).toEqual([]);
  });

  test('lets as many in as the limit says: these two wait for each other', async () => {
    const meet = (name: string, other: string) => `
- name: ${name}
  type: shell
  timeout: 30s
  concurrency: {key: k, limit: 2}
  with: {command: [sh, -c, 'touch ${stage.home}/${name}; until [ -e ${stage.home}/${other} ]; do sleep 0.05; done']}`;
    const both = await Promise.all([
      stage.run({ steps: meet('a', 'b') }),
      stage.run({ steps: meet('b', 'a') }),
    ]);

    expect(both.map(({ carried }) => resultOf(carried))).toEqual(['succeeded', 'succeeded']);
  });

  test('of items is by the key of each', async () => {
    const { carried, run: id } = await stage.run({
      steps: `
- name: each
  type: wait
  forEach: "['a', 'b', 'a']"
  parallel: 3
  concurrency: {key: "\${{ item }}"}
  with: {duration: 100ms}`,
    });

    expect(resultOf(carried)).toBe('succeeded');
    const turns = (await stage.events(id)).filter((event) => event.type === 'step-queued');
    expect(turns.filter(({ heldBy }) => heldBy !== null)).toMatchObject([
      { step: 'each[2]', heldBy: `${id}/each[0]`, message: `waits for its turn: a is held by ${id}/each[0]` },
    ]);
  });

  test('with policy reject fails a step that would have to wait', async () => {
    const { carried } = await stage.run({
      steps: `
- {name: a, type: wait, with: {duration: 500ms}, concurrency: {key: k}}
- {name: soon, type: wait, with: {duration: 100ms}}
- {name: b, type: wait, needs: [soon], with: {duration: 0s}, concurrency: {key: k, policy: reject}}`,
    });

    expect(statesOf(carried)).toEqual({ a: 'succeeded', soon: 'succeeded', b: 'failed' });
    expect(carried.view.steps.get('b')?.error).toMatchObject({
      kind: 'locked',
      message: expect.stringMatching(/^k is held by run_.*\/a$/),
    });
  });

  test('with policy replace ends the step that holds the key, by an audited request', async () => {
    const first = stage.run({
      steps: `- {name: a, type: wait, with: {duration: 60s}, concurrency: {key: k}}`,
    });
    await sleep(200);
    const second = await stage.run({
      steps: `- {name: b, type: wait, with: {duration: 0s}, concurrency: {key: k, policy: replace}}`,
    });
    const { carried, run: id } = await first;

    expect([resultOf(carried), resultOf(second.carried)]).toEqual(['failed', 'succeeded']);
    expect(carried.view.steps.get('a')?.error?.kind).toBe('cancelled');
    const asked = (await stage.events(id)).find((event) => event.type === 'step-cancel-requested');
    expect(asked).toMatchObject({ step: 'a', by: `${second.run}, concurrency k` });
    const audited = await stage.bench.store.audit.list({ cursor: null, limit: 100 });
    expect(JSON.stringify(audited)).toContain('step-cancel-requested');
  });

  test('goes on waiting behind a stop, in its old place, and says who is to be resumed', async () => {
    const stop = new AbortController();
    const held = await stage.run(
      { steps: `- {name: a, type: wait, with: {duration: 1s}, concurrency: {key: k}}` },
      { signal: stop.signal, onEvent: onFirst('step-starting', () => stop.abort()) },
    );
    const leave = new AbortController();
    const waiting = await stage.run(
      { steps: `- {name: b, type: wait, with: {duration: 0s}, concurrency: {key: k}}` },
      {
        signal: leave.signal,
        onEvent: ({ event }) => event.type === 'step-queued' && event.heldBy !== null && leave.abort(),
      },
    );
    expect(resultOf(waiting.carried)).toBe('interrupted');
    expect(waiting.carried.view.steps.get('b')?.waiting?.message).toBe(
      `waits for its turn: k is held by ${held.run}/a, which nobody carries: atomctl runs resume ${held.run}  (or runs cancel)`,
    );

    const both = await Promise.all(
      [waiting, held].map(({ run, admit }) => resumeRun(stage.bench.deps, { run, by: 'ben', admit })),
    );
    expect(both).toMatchObject([{ carried: { result: 'succeeded' } }, { carried: { result: 'succeeded' } }]);
  });

  test('is not waited for behind a failure elsewhere', async () => {
    const { carried } = await stage.run({
      steps: `
- {name: a, type: shell, with: {command: [sh, -c, 'sleep 0.6; exit 1']}, concurrency: {key: k}}
- {name: soon, type: wait, with: {duration: 100ms}}
- {name: each, type: wait, needs: [soon], forEach: "[1, 2]", parallel: 2, with: {duration: 0s}, concurrency: {key: k}}
- {name: undo, type: wait, needs: [soon], when: always(), with: {duration: 0s}, concurrency: {key: k}}`,
    });

    expect(statesOf(carried)).toEqual({ a: 'failed', soon: 'succeeded', each: 'omitted', undo: 'succeeded' });
  });

  test('that waits is cancelled with its run, and leaves the queue', async () => {
    const first = stage.run({
      steps: `- {name: a, type: wait, with: {duration: 800ms}, concurrency: {key: k}}`,
    });
    await sleep(100);
    const second = await stage.run(
      { steps: `- {name: b, type: wait, with: {duration: 0s}, concurrency: {key: k}}` },
      {
        onEvent: ({ event }) =>
          event.type === 'step-queued' &&
          event.heldBy !== null &&
          void stage.bench.deps.journal
            .open('local')
            .then((open) =>
              stage.ask(open.at(-1)?.id ?? 'run_', { type: 'cancel-requested', by: 'ben', rollback: false }),
            ),
      },
    );

    expect(resultOf(second.carried)).toBe('cancelled');
    expect(await stage.bench.deps.journal.turns(second.run)).toEqual([]);
    expect(resultOf((await first).carried)).toBe('succeeded');
  });
});

describe('concurrency of runs', () => {
  test.each([1, 2])('lets %i in at once, in the order of their asking', async (limit) => {
    const begun: string[] = [];
    const start = (name: string) =>
      stage.run(
        { plan: shop(limit, 'queue'), steps: traced(name, 'timeout: 1m') },
        { onEvent: onFirst('step-starting', () => begun.push(name)) },
      );
    const runs = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      runs.push(start(name));
      await sleep(50);
    }
    const ended = await Promise.all(runs);

    expect(ended.map(({ carried }) => resultOf(carried))).toEqual(Array(4).fill('succeeded'));
    // Two that are let in at once begin in any order.
    const order = limit === 1 ? begun : begun.toSorted();
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    expect(mostAtOnce()).toBeLessThanOrEqual(limit);
  });

  test('with policy reject makes no run', async () => {
    const first = stage.run({
      plan: shop(1, 'queue'),
      steps: `- {name: a, type: wait, with: {duration: 400ms}}`,
    });
    await sleep(150);
    await expect(
      stage.run({ plan: shop(1, 'reject'), steps: `- {name: b, type: wait, with: {duration: 0s}}` }),
    ).rejects.toMatchObject({ code: 'ATOM_OBJECT_LOCKED', details: { object: 'concurrency/shop' } });
    expect(resultOf((await first).carried)).toBe('succeeded');
  });

  test('with policy replace cancels the run that holds the key', async () => {
    const first = stage.run({
      plan: shop(1, 'queue'),
      steps: `- {name: a, type: wait, with: {duration: 60s}}`,
    });
    await sleep(150);
    const second = await stage.run({
      plan: shop(1, 'replace'),
      steps: `- {name: b, type: wait, with: {duration: 0s}}`,
    });

    expect([resultOf((await first).carried), resultOf(second.carried)]).toEqual(['cancelled', 'succeeded']);
  });
});

function onFirst(type: RunEvent['type'], act: () => unknown) {
  let done = false;
  return ({ event }: { readonly event: RunEvent }) => {
    if (done || event.type !== type) return;
    done = true;
    act();
  };
}

function shop(limit: number, policy: 'queue' | 'replace' | 'reject') {
  return { concurrency: { key: 'shop', limit, policy } };
}
