import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { chainRecord } from '../../src/audit/chain.ts';
import type { ProcessIdentity, RunEvent, RunId } from '../../src/model/run.ts';
import { temporaryDirectory } from '../support/cli.ts';
import { editStore } from '../support/edit-store.ts';
import { type Bench, openBench } from '../support/runs.ts';

const at = '2026-01-01T00:00:00.000Z';
const ana: ProcessIdentity = { host: 'h', bootId: 'b', pid: 1, startTime: 1 };
const ben: ProcessIdentity = { ...ana, pid: 2 };
const starting: RunEvent = {
  type: 'step-starting',
  step: 'a',
  phase: 'steps',
  attempt: 1,
  token: 1,
  idempotencyKey: 'k',
};

const waiting: RunEvent = {
  type: 'step-waiting',
  step: 'a',
  phase: 'steps',
  for: 'approval',
  message: 'Go on?',
  until: null,
};
const ENDED = { result: 'succeeded', reason: null, leftToDo: [], outputs: null } as const;

/** Every store that keeps journals, each in a place of its own. */
describe.each([['sqlite', openBench]])('the journal on %s', (_, open) => {
  let home: string;
  let bench: Bench;
  beforeEach(async () => {
    home = temporaryDirectory();
    bench = await open(home);
  });
  afterEach(() => bench[Symbol.asyncDispose]());

  test('gives the events of a long run in order, each once, while others are written', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    const many = Array.from({ length: 1200 }, () => starting);
    await journal.append({ run, token, events: many, at });

    const seen: number[] = [];
    for await (const { seq } of journal.events(run, 0)) {
      if (seq === 1) await journal.append({ run, token, events: [starting], at });
      seen.push(seq);
    }

    expect(seen).toHaveLength(1203);
    expect(seen.every((seq, index) => seq === index + 1)).toBe(true);
  });

  test('numbers events without gaps, whoever writes them', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    await journal.append({ run, token, events: [starting, starting], at });
    await journal.request(run, { type: 'run-paused', by: 'ben' }, { actor: 'ben', at });
    await journal.appendSoon({ run, token, events: [starting], at });

    const events = await Array.fromAsync(journal.events(run, 0));
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await journal.lastSeq(run)).toBe(6);
    expect((await Array.fromAsync(journal.events(run, 4))).map(({ event }) => event.type)).toEqual([
      'run-paused',
      'step-starting',
    ]);
  });

  test('keeps the order of writes that are under way together, whatever they wait for', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    const names = [...Array(50).keys()].map((index) => `s${index}`);
    const asked = names.map((step, index) => {
      const write = { run, token, events: [{ ...starting, step }], at };
      if (index % 7 === 0) void journal.lastSeq(run);
      return index % 3 === 0 ? journal.append(write) : journal.appendSoon(write);
    });
    await Promise.all(asked);
    await journal.sync();

    const events = await Array.fromAsync(journal.events(run, 2));
    expect(events.map(({ event }) => ('step' in event ? event.step : ''))).toEqual(names);
  });

  test('is read by another process as soon as a write returns', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    await journal.appendSoon({ run, token, events: [starting], at });
    await using other = await openStore(home, chainRecord);

    expect(await other.journal.lastSeq(run)).toBe(3);
  });

  test('gives a run to one of two that claim it at once', async () => {
    const { journal, run } = await created();
    await using other = await openStore(home, chainRecord);
    const claims = await Promise.allSettled([
      journal.claim(run, { seen: undefined, owner: ana, expires: 10, at }),
      other.journal.claim(run, { seen: undefined, owner: ben, expires: 10, at }),
    ]);

    expect(claims.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('refuses everything of an owner whose run was taken over', async () => {
    const { journal, run } = await created();
    const seen = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    const { token } = await journal.claim(run, { seen, owner: ben, expires: 10, at });
    const old = { run, token: seen.token, events: [starting], at };

    expect(token).toBeGreaterThan(seen.token);
    await expect(journal.append(old)).rejects.toMatchObject({ code: 'ATOM_RUN_OWNED' });
    await expect(journal.appendSoon(old)).rejects.toMatchObject({ code: 'ATOM_RUN_OWNED' });
    await expect(journal.renew(run, seen.token, 20)).rejects.toMatchObject({ code: 'ATOM_RUN_OWNED' });
    const ended = { result: 'failed', reason: null, leftToDo: [], outputs: null, at } as const;
    await expect(journal.end(run, seen.token, ended)).rejects.toMatchObject({ code: 'ATOM_RUN_OWNED' });
    await journal.release(run, seen.token);
    expect((await journal.lease(run))?.owner).toEqual(ben);
  });

  test('refuses a claim over an owner that has renewed its lease since it was judged', async () => {
    const { journal, run } = await created();
    const seen = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    await journal.renew(run, seen.token, 20);

    await expect(journal.claim(run, { seen, owner: ben, expires: 30, at })).rejects.toMatchObject({
      code: 'ATOM_RUN_OWNED',
    });
    expect(await journal.lease(run)).toEqual({ ...seen, expires: 20 });
  });

  test('says that a run’s journal is damaged where an event is gone, or its last is torn', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    await journal.append({ run, token, events: [starting, starting], at });
    const read = () => Array.fromAsync(journal.events(run, 0));

    expect(await journal.open('local')).toMatchObject([{ id: run, sound: true, token: 1 }]);
    editStore(home, 'UPDATE run_events SET event = substr(event, 1, 20) WHERE run_id = ? AND seq = 4', run);
    await expect(read()).rejects.toMatchObject({ code: 'ATOM_STORE_DAMAGED' });
    expect(await journal.open('local')).toMatchObject([{ id: run, sound: false }]);
    editStore(home, 'DELETE FROM run_events WHERE run_id = ? AND seq = 2', run);
    await expect(read()).rejects.toMatchObject({ message: /event 2 is gone/ });
  });

  test.each<[string, (journal: Bench['deps']['journal'], run: RunId) => Promise<unknown>]>([
    ['its owner let it go', (journal, run) => journal.release(run, 1)],
    ['its lease was renewed', (journal, run) => journal.renew(run, 1, 20)],
    ['it waited', (journal, run) => journal.append({ run, token: 1, events: [waiting], at })],
    ['it ended', (journal, run) => journal.end(run, 1, { ...ENDED, at })],
  ])(
    'misses the last event of a run when %s behind it, whatever is asked of it later',
    async (_how, write) => {
      const { journal, run } = await created();
      const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
      await journal.append({ run, token, events: [starting, starting], at });
      await write(journal, run);
      const read = () => Array.fromAsync(journal.events(run, 0));
      const last = (await read()).length;
      const before = await journal.open('local');
      editStore(home, 'DELETE FROM run_events WHERE run_id = ? AND seq = ?', run, String(last));

      const gone = { code: 'ATOM_STORE_DAMAGED', message: new RegExp(`event ${last} is gone`) };
      await expect(read()).rejects.toMatchObject(gone);
      expect(await journal.open('local')).toEqual(before.map((one) => ({ ...one, sound: false })));
      await journal
        .request(run, { type: 'run-paused', by: 'ben' }, { actor: 'ben', at })
        .catch(() => undefined);
      await expect(read()).rejects.toMatchObject(gone);
    },
  );

  test('knows what waiting runs ask, what is held, and which of many runs have ended', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    await journal.append({ run, token, events: [waiting], at });

    expect(await journal.questions('local')).toEqual(new Map([[run, waiting]]));
    expect(await journal.questions('another')).toEqual(new Map());
    expect(await journal.standings([run, 'run_nobody'])).toEqual(new Map([[run, 'open']]));
    const leftToDo = ['Do it by hand'];
    await journal.end(run, token, { result: 'rollback-failed', reason: null, leftToDo, outputs: null, at });
    expect(await journal.standings([run, 'run_nobody'])).toEqual(new Map([[run, 'ended']]));
    expect(
      await journal.failedRollbacks({ tenant: 'local', since: '2025-01-01T00:00:00.000Z' }),
    ).toMatchObject([{ id: run, leftToDo }]);
    expect(await journal.failedRollbacks({ tenant: 'local', since: '2027-01-01T00:00:00.000Z' })).toEqual([]);
  });

  test('ends a run with its lease and its row', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    await journal.end(run, token, { result: 'succeeded', reason: null, leftToDo: [], outputs: { a: 1 }, at });

    expect(await journal.lease(run)).toBeUndefined();
    expect(await journal.open('local')).toEqual([]);
    expect(await journal.find({ tenant: 'local', ref: run.slice(0, 9) })).toMatchObject({
      state: 'ended',
      result: 'succeeded',
      outputs: { a: 1 },
    });
  });

  test('takes nothing more for a run that has ended', async () => {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    const ended = { result: 'failed', reason: null, leftToDo: [], outputs: null, at } as const;
    await journal.end(run, token, ended);
    const last = await journal.lastSeq(run);

    const late = [
      journal.request(run, { type: 'run-paused', by: 'ben' }, { actor: 'ben', at }),
      journal.claim(run, { seen: undefined, owner: ben, expires: 10, at }),
      journal.end(run, token, ended),
    ];
    for (const { status, ...why } of await Promise.allSettled(late))
      expect({ status, ...why }).toMatchObject({ status: 'rejected', reason: { code: 'ATOM_RUN_STATE' } });
    expect(await journal.lastSeq(run)).toBe(last);
    expect(await journal.find({ tenant: 'local', ref: run })).toMatchObject({ state: 'ended' });
  });

  test('gives places under a key in the order of asking, and passes over those that wait and nobody carries', async () => {
    const runs = await Promise.all([1, 2, 3].map(async () => claimed()));
    const [first, second, third] = [runs[0], runs[1], runs[2]];
    if (first === undefined || second === undefined || third === undefined) throw new Error('three runs');
    const { journal } = bench.deps;
    const take = ({ run, token }: Claimed, isCarried: (lease: unknown) => boolean = () => true) =>
      journal.takeTurn({ run, token, phase: 'steps', step: 'a', key: 'k', limit: 1, at }, isCarried);

    expect(await take(first)).toEqual({ kind: 'held' });
    expect(await take(second)).toMatchObject({ kind: 'queued', holders: [{ run: first.run, step: 'a' }] });
    expect(await take(third)).toMatchObject({ kind: 'queued', holders: [{ run: first.run }] });
    const releases = [{ phase: 'steps', step: 'a' }] as const;
    await journal.append({ run: first.run, token: first.token, events: [starting], at, releases });
    expect(await take(third)).toEqual({ kind: 'queued', holders: [] });
    expect(await take(third, () => false)).toEqual({ kind: 'held' });
    expect(await take(second)).toMatchObject({ kind: 'queued', holders: [{ run: third.run }] });
    expect(await journal.turns(second.run)).toEqual([{ phase: 'steps', step: 'a' }]);

    await journal.end(third.run, third.token, {
      result: 'failed',
      reason: null,
      leftToDo: [],
      outputs: null,
      at,
    });
    expect(await take(second)).toEqual({ kind: 'held' });
    await expect(take({ ...second, token: 0 })).rejects.toMatchObject({ code: 'ATOM_RUN_OWNED' });
  });

  test('keeps the keys of runs and of steps apart', async () => {
    const { journal } = bench.deps;
    const { run, token } = await claimed();
    const of = (phase: 'run' | 'steps') => ({ run, token, phase, step: '', key: 'k', limit: 1, at });

    expect(await journal.takeTurn(of('run'), () => true)).toEqual({ kind: 'held' });
    expect(await journal.takeTurn(of('steps'), () => true)).toEqual({ kind: 'held' });
  });

  test('uses an approval once', async () => {
    const { journal, approved } = await created();
    const again = {
      id: 'run_again',
      approved,
      requester: 'ana',
      tenant: 'local',
      cosignSig: null,
      logPath: '',
      at,
    } as const;

    await expect(journal.createRun(again)).rejects.toMatchObject({ code: 'ATOM_APPROVAL_STALE' });
    expect(await journal.find({ tenant: 'local', ref: 'run_again' })).toBeUndefined();
  });

  test('finds a run by what its id begins with, in its tenant alone, and names those that a prefix means', async () => {
    const { journal, run } = await created();
    const { run: other } = await created();

    expect(await journal.find({ tenant: 'elsewhere', ref: run })).toBeUndefined();
    expect((await journal.list({ tenant: 'elsewhere', cursor: null, limit: 9 })).items).toEqual([]);
    await expect(journal.find({ tenant: 'local', ref: 'run_' })).rejects.toMatchObject({
      code: 'ATOM_USAGE',
      details: { candidates: expect.arrayContaining([run, other]) },
    });
  });

  interface Claimed {
    readonly run: RunId;
    readonly token: number;
  }

  async function claimed(): Promise<Claimed> {
    const { journal, run } = await created();
    const { token } = await journal.claim(run, { seen: undefined, owner: ana, expires: 10, at });
    return { run, token };
  }

  async function created() {
    const { approved } = await bench.prepare({
      steps: '- {name: a, type: shell, with: {command: ["true"]}}',
    });
    const { journal } = bench.deps;
    const run: RunId = bench.deps.newRunId();
    await journal.createRun({
      id: run,
      approved,
      requester: 'ana',
      tenant: 'local',
      cosignSig: null,
      logPath: '',
      at,
    });
    return { journal, run, approved };
  }
});
