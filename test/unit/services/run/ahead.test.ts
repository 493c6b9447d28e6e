import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../../src/model/run.ts';
import type { RunOptions } from '../../../../src/services/run/deps.ts';
import { runApproved } from '../../../../src/services/run/run-approved.ts';
import { openStage, resultOf, type RunStage } from '../../../support/run-stage.ts';

/** Longer than any of these steps takes to begin. */
const A_WHILE_MS = 400;

describe('while the disk is busy', () => {
  let stage: RunStage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage[Symbol.asyncDispose]());

  /** Runs on a disk that takes until `free` to write what is written ahead. */
  async function begin(steps: string, options: RunOptions = {}) {
    const { journal } = stage.bench.deps;
    const disk = Promise.withResolvers<void>();
    const busy = new Proxy(journal, {
      get(target, name) {
        if (name === 'sync') return async () => disk.promise.then(() => target.sync());
        return Reflect.get(target, name).bind(target);
      },
    });
    const { approved, wpk } = await stage.bench.prepare({ steps });
    const request = { approved, wpk, requester: 'ana', tenant: 'local', cosignSig: null };
    const running = runApproved({ ...stage.bench.deps, journal: busy }, request, options);
    await expect.poll(async () => (await journal.open('local')).length).toBe(1);
    const [open] = await journal.open('local');
    const events = () => stage.events(open?.id ?? 'run_none');
    return { running, free: disk.resolve, events };
  }

  test('a step waits for its start to be on the disk, and so does whoever watches', async () => {
    const made = path.join(stage.home, 'made');
    const shown: string[] = [];
    const { running, free, events } = await begin(
      `
- {name: quick, type: shell, with: {command: ["true"]}}
- {name: slow, type: shell, with: {command: [sleep, "0.3"]}}
- {name: after, type: shell, needs: [quick], with: {command: [touch, ${JSON.stringify(made)}]}}`,
      { onEvent: ({ event }) => shown.push(`${event.type} ${'step' in event ? event.step : ''}`) },
    );
    await expect.poll(async () => has(await events(), 'step-starting', 'after')).toBe(true);
    await sleep(A_WHILE_MS);

    expect(existsSync(made)).toBe(false);
    expect(shown).not.toContain('step-done quick');
    free();
    const { carried } = await running;
    expect(resultOf(carried)).toBe('succeeded');
    expect(existsSync(made)).toBe(true);
    expect(shown.indexOf('step-done quick')).toBeLessThan(shown.indexOf('step-starting after'));
    expect(shown).toContain('step-done after');
  });

  test('waits go on, each behind the one before, but the run does not end', async () => {
    const { running, free, events } = await begin(`
- {name: a, type: wait, with: {duration: 0s}}
- {name: b, type: wait, needs: [a], with: {duration: 0s}}
- {name: c, type: wait, needs: [b], with: {duration: 0s}}`);
    await expect.poll(async () => has(await events(), 'step-done', 'c')).toBe(true);
    await sleep(A_WHILE_MS);

    const types = (await events()).flatMap((event) =>
      'step' in event ? [`${event.step} ${event.type}`] : [],
    );
    expect(types).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} step-starting`, `${name} step-done`]));
    expect((await events()).some(({ type }) => type === 'run-ended')).toBe(false);
    free();
    expect(resultOf((await running).carried)).toBe('succeeded');
  });

  test('a step that was cancelled meanwhile never begins', async () => {
    const made = path.join(stage.home, 'made');
    const controller = new AbortController();
    const { running, free, events } = await begin(
      `
- {name: quick, type: shell, with: {command: ["true"]}}
- {name: slow, type: shell, with: {command: [sleep, "62.5"]}}
- {name: after, type: shell, needs: [quick], with: {command: [touch, ${JSON.stringify(made)}]}}`,
      { signal: controller.signal },
    );
    await expect.poll(async () => has(await events(), 'step-starting', 'after')).toBe(true);
    controller.abort();
    await sleep(A_WHILE_MS);
    free();

    expect(resultOf((await running).carried)).toBe('interrupted');
    expect(existsSync(made)).toBe(false);
  });
});

function has(events: readonly RunEvent[], type: RunEvent['type'], step: string): boolean {
  return events.some((event) => event.type === type && 'step' in event && event.step === step);
}
