import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { chainRecord } from '../../src/audit/chain.ts';
import type { RunEvent, RunRecord } from '../../src/model/run.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { mulberry } from '../support/kill/random.ts';

const OWNER = path.resolve(import.meta.dirname, '../support/kill/owner.ts');
const KILLS = 200;
/** Change it to see other moments; the same seed kills at the same ones, as far as the machine keeps time. */
const SEED = 20_260_101;
/** Counted from the moment at which an owner is about to take the run. */
const LATEST_KILL_MS = 400;

test(`${KILLS} owners are killed at random moments: no step that was done runs again, none beside its own leftovers`, async () => {
  const seen = { kills: 0, runs: 0, repeated: 0, interrupted: 0 };
  await Promise.all([1, 2].map((lane) => killInLane(mulberry(SEED + lane), seen)));
  expect(seen.kills).toBeGreaterThanOrEqual(KILLS);
  expect(seen.interrupted, 'kills that fell into a step').toBeGreaterThan(KILLS / 10);
  expect(seen.repeated).toBeGreaterThan(0);
}, 290_000);

async function killInLane(random: () => number, seen: Seen): Promise<void> {
  while (seen.kills < KILLS) {
    const home = temporaryDirectory('atomctl-kill-');
    writeFileSync(path.join(home, 'scene.json'), JSON.stringify(scene(home)));
    const record = await carryToTheEnd(home, random, seen);
    expect(record.result).toBe('succeeded');
    judge(await eventsOf(home, record.id), marksOf(home), seen);
    seen.runs += 1;
  }
}

/** Every step writes when it begins, looks for processes of an earlier attempt, does its effect, and writes when it ends. */
function scene(home: string): { steps: string } {
  const marks = path.join(home, 'marks');
  // setsid: a part of the step that leaves its group, and is found by its environment alone.
  const body = `
    for file in $(env -u KILL_STEP grep -lz "^KILL_STEP=$KILL_STEP$" /proc/[0-9]*/environ 2>/dev/null); do
      [ $file = /proc/$$/environ ] || [ ! -e $file ] || echo "beside $KILL_STEP $file" >> ${marks}; done
    echo "begin $KILL_STEP" >> ${marks}
    setsid sleep 30 & escaped=$!
    sleep 0.03
    echo "effect $KILL_STEP" >> ${marks}
    sleep 0.03
    kill $escaped`;
  const step = (name: string, needs: string) => `
- name: ${name}
  type: shell
  needs: [${needs}]
  onInterrupt: retry
  with:
    command: [bash, -c, ${JSON.stringify(body)}]
    env: {KILL_STEP: ${name}-${path.basename(home)}}`;
  return {
    steps: [step('a', ''), step('b', 'a'), step('c', 'a'), step('d', 'b, c'), step('e', 'd')].join(''),
  };
}

interface Seen {
  kills: number;
  runs: number;
  repeated: number;
  interrupted: number;
}

async function carryToTheEnd(home: string, random: () => number, seen: Seen): Promise<RunRecord> {
  for (let owners = 0; owners < 60; owners += 1) {
    const before = await latest(home);
    if (before?.state === 'ended') return before;
    const child = owner(home, before?.id);
    const ended = once(child, 'exit');
    const mortal = seen.kills < KILLS && owners < 20;
    if (!mortal) {
      await ended;
      continue;
    }
    await Promise.race([ended, once(child.stdout, 'data')]);
    await Promise.race([ended, sleep(random() * LATEST_KILL_MS)]);
    if (child.exitCode === null && child.kill('SIGKILL')) seen.kills += 1;
    await ended;
  }
  throw new Error('the run does not end');
}

function owner(home: string, run: string | undefined): ChildProcessByStdio<null, Readable, null> {
  const args = run === undefined ? [OWNER, home] : [OWNER, home, run];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function latest(home: string): Promise<RunRecord | undefined> {
  await using store = await openStore(home, chainRecord);
  return (await store.journal.list({ tenant: 'local', cursor: null, limit: 1 })).items[0];
}

async function eventsOf(home: string, run: RunRecord['id']): Promise<RunEvent[]> {
  await using store = await openStore(home, chainRecord);
  return (await Array.fromAsync(store.journal.events(run, 0))).map(({ event }) => event);
}

function marksOf(home: string): string[] {
  return readFileSync(path.join(home, 'marks'), 'utf8').trim().split('\n');
}

/** Compares what the journal says with what was counted from outside. */
function judge(events: readonly RunEvent[], marks: readonly string[], seen: Seen): void {
  expect(marks.filter((mark) => mark.startsWith('beside'))).toEqual([]);
  for (const step of ['a', 'b', 'c', 'd', 'e']) {
    const own = events.filter((event) => 'step' in event && event.step === step);
    const types = own.map(({ type }) => type);
    const starts = types.filter((type) => type === 'step-starting').length;
    const interrupted = types.filter((type) => type === 'step-interrupted').length;
    const done = types.indexOf('step-done');

    expect(types.filter((type) => type === 'step-done')).toHaveLength(1);
    expect(types.indexOf('step-starting', done), `${step} starts after it was done`).toBe(-1);
    expect(starts, `${step}: every attempt but the last was interrupted`).toBe(interrupted + 1);
    const effects = marks.filter((mark) => mark.startsWith(`effect ${step}-`)).length;
    expect(effects).toBeGreaterThanOrEqual(1);
    expect(effects, `${step} had more effects than attempts`).toBeLessThanOrEqual(starts);
    seen.interrupted += interrupted;
    seen.repeated += effects - 1;
  }
}

test('nothing of the killed runs is left', () => {
  const environments = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1');
      } catch {
        return '';
      }
    });

  expect(environments.filter((environment) => environment.includes('KILL_STEP='))).toEqual([]);
});
