import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { chainRecord } from '../../src/audit/chain.ts';
import type { RunEvent, RunRecord } from '../../src/model/run.ts';
import { temporaryDirectory } from '../support/cli.ts';

const OWNER = path.resolve(import.meta.dirname, '../support/kill/owner.ts');
const ITEMS = 24;
const KILLS = 12;

test(`a step of ${ITEMS} items whose owner is killed ${KILLS} times repeats no item that was done`, async () => {
  const home = temporaryDirectory('atomctl-kill-items-');
  const marks = path.join(home, 'marks');
  const steps = `
- name: each
  type: shell
  forEach: inputs.list
  parallel: 3
  onInterrupt: retry
  concurrency: {key: "slot-\${{ index % 2 }}", limit: 2}
  with: {command: [sh, -c, 'sleep 0.05; echo "effect $I" >> $TO; sleep 0.05'], env: {I: "\${{ index }}", TO: ${marks}}}`;
  const list = Array.from({ length: ITEMS }, (_, index) => `item ${index}`);
  writeFileSync(path.join(home, 'scene.json'), JSON.stringify({ steps, inputs: { list } }));

  const { record, kills } = await carryToTheEnd(home);
  const events = await eventsOf(home, record.id);
  const effects = readFileSync(marks, 'utf8').trim().split('\n');

  expect(record.result).toBe('succeeded');
  expect(kills).toBe(KILLS);
  expect(events.filter(({ type }) => type === 'step-expanded')).toHaveLength(1);
  expect(events.some(({ type }) => type === 'step-interrupted')).toBe(true);
  for (let index = 0; index < ITEMS; index += 1) {
    const types = events.flatMap((event) =>
      'step' in event && event.step === `each[${index}]` ? [event.type] : [],
    );
    const starts = types.filter((type) => type === 'step-starting').length;
    const had = effects.filter((effect) => effect === `effect ${index}`).length;
    expect(types.filter((type) => type === 'step-done')).toHaveLength(1);
    expect(types.indexOf('step-starting', types.indexOf('step-done'))).toBe(-1);
    expect(had).toBeGreaterThanOrEqual(1);
    expect(had, `item ${index} had more effects than attempts`).toBeLessThanOrEqual(starts);
  }
});

async function carryToTheEnd(home: string): Promise<{ record: RunRecord; kills: number }> {
  for (let kills = 0; kills < 100; ) {
    const before = await latest(home);
    if (before?.state === 'ended') return { record: before, kills };
    const child = spawn(process.execPath, [OWNER, home, before?.id ?? ''], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    if (kills < KILLS) {
      await progress(home, kills);
      kills += 1;
      child.kill('SIGKILL');
    }
    await ended;
  }
  throw new Error('the run does not end');
}

/** Waits until one more item had its effect, and a moment that differs from kill to kill. */
async function progress(home: string, kills: number): Promise<void> {
  const marks = path.join(home, 'marks');
  const count = () => (existsSync(marks) ? readFileSync(marks, 'utf8').split('\n').length : 0);
  const before = count();
  while (count() === before) await sleep(5);
  await sleep((kills * 37) % 90);
}

async function latest(home: string): Promise<RunRecord | undefined> {
  await using store = await openStore(home, chainRecord);
  return (await store.journal.list({ tenant: 'local', cursor: null, limit: 1 })).items[0];
}

async function eventsOf(home: string, run: RunRecord['id']): Promise<RunEvent[]> {
  await using store = await openStore(home, chainRecord);
  return (await Array.fromAsync(store.journal.events(run, 0))).map(({ event }) => event);
}
