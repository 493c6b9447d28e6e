import path from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../../../src/adapters/store/migrations.ts';
import { openStore } from '../../../../src/adapters/store/open-store.ts';
import { chainRecord } from '../../../../src/audit/chain.ts';
import { digestOf } from '../../../../src/base/digest.ts';
import type { StoredPackage } from '../../../../src/model/stored-package.ts';
import { temporaryDirectory } from '../../../support/cli.ts';

const BLOB = Buffer.from('a package');
const ROW: StoredPackage = {
  id: 'wpk_1',
  tenant_id: 'local',
  name: 'sample',
  version: '1.0.0',
  digest: digestOf(BLOB),
  state: 'active',
  signer: 'ada',
  sig_time: '2027-01-01T00:00:00Z',
  sig_time_source: 'intake',
  cosign_blob: Buffer.from('hers').toString('base64'),
  further_signatures: [],
  labels: {},
  created_at: '2027-01-01T00:00:00Z',
};
const further = (signer: string) => ({ signer, cosign_blob: Buffer.from(signer).toString('base64') });

/** A home as the first version of the tables left it, with one package that is stored and planned. */
async function oldHome(): Promise<string> {
  const home = temporaryDirectory();
  const raw = new Database(path.join(home, 'atomctl.db'));
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) });
  const provider = { getMigrations: async () => Object.fromEntries(MIGRATIONS.slice(0, 1)) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  const { further_signatures: _, labels, ...row } = ROW;
  const columns = { ...row, labels: JSON.stringify(labels) };
  const names = Object.keys(columns);
  raw
    .prepare(`INSERT INTO workflows (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`)
    .run(columns);
  raw.prepare('INSERT INTO package_proofs VALUES (?, ?)').run(ROW.digest, ROW.cosign_blob);
  keepRun(raw);
  raw.pragma('user_version = 1');
  await db.destroy();
  return home;
}

/** A run with two events, whose plan says nothing of lists. */
function keepRun(raw: Database.Database): void {
  const steps = [{ name: 'a', with: {}, needs: [], retry: {}, probe: null, outputs: {}, shows: [] }];
  const plan = JSON.stringify({ id: 'plan_1', steps, rollback: [] });
  const insert = (table: string, row: Readonly<Record<string, string | number>>) => {
    const names = Object.keys(row);
    raw
      .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`)
      .run(row);
  };
  const of = { tenant_id: 'local', package_name: 'p', package_version: '1.0.0', package_digest: 'd' };
  const at = '2027-01-01T00:00:00Z';
  insert('plans', { ...of, id: 'plan_1', digest: 'd', plan, created_at: at, created_by: 'ada' });
  const approval = { id: 'approval_1', plan_id: 'plan_1', plan_digest: 'd', approver: 'ada', role: 'local' };
  insert('approvals', { ...approval, reason: 'why', approved_at: at, expires_at: at });
  const run = {
    id: 'run_1',
    playbook_id: 'p',
    plan_id: 'plan_1',
    plan_digest: 'd',
    approval_id: 'approval_1',
  };
  const state = {
    state: 'running',
    inputs: '{}',
    requester: 'ada',
    created_at: at,
    last_seq: 2,
    lease_token: 1,
  };
  insert('workflow_runs', { ...of, ...run, ...state });
  for (const seq of [1, 2])
    insert('run_events', { run_id: 'run_1', seq, at, event: '{"type":"run-paused","by":"ada"}' });
}

describe('a store of an earlier version', () => {
  test('keeps the events of its runs in their order, and plans that knew no lists', async () => {
    await using store = await openStore(await oldHome(), chainRecord);
    const { journal } = store;

    const events = await Array.fromAsync(journal.events('run_1', 0));
    expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(await journal.lastSeq('run_1')).toBe(2);
    const { plan } = await journal.approvedPlan('run_1');
    expect(plan).toMatchObject({
      concurrency: null,
      steps: [{ name: 'a', forEach: null, concurrency: null }],
    });
    await journal.request(
      'run_1',
      { type: 'run-resumed', by: 'ben' },
      { actor: 'ben', at: '2027-01-01T00:00:00Z' },
    );
    expect(await journal.lastSeq('run_1')).toBe(3);
  });
});

describe('a store of one signature a package', () => {
  test('is opened with what it holds, and takes more signatures from then on', async () => {
    await using store = await openStore(await oldHome(), chainRecord);
    const { registry } = store;

    expect(await registry.versions('local', 'sample')).toEqual([ROW]);
    const added = await registry.add({ ...ROW, further_signatures: [further('bob')] }, BLOB, 'ada');
    expect(added).toMatchObject({ added: false, addedSigners: ['bob'] });
    expect(await registry.kept(ROW.digest)).toEqual({ blob: BLOB, proofs: [Buffer.from('hers')] });

    const proofs = ['hers', 'his'].map((text) => Buffer.from(text));
    await registry.keep(ROW.digest, { blob: BLOB, proofs });
    expect(await registry.kept(ROW.digest)).toEqual({ blob: BLOB, proofs });
  });
});

describe('a stored package that is pushed again', () => {
  test('takes the signatures of new signers, 16 in all, and drops none', async () => {
    await using store = await openStore(temporaryDirectory(), chainRecord);
    const { registry } = store;
    await registry.add({ ...ROW, further_signatures: [further('bob')] }, BLOB, 'ada');

    const many = Array.from({ length: 15 }, (_, i) => further(`signer ${i}`));
    const others = { ...ROW, ...further('bob'), further_signatures: [further('ada'), ...many] };
    const { stored, addedSigners } = await registry.add(others, BLOB, 'ada');
    const again = await registry.add(others, BLOB, 'ada');

    expect(stored).toEqual({
      ...ROW,
      further_signatures: [further('bob'), ...many.slice(0, 14)],
    });
    expect(addedSigners).toEqual(many.slice(0, 14).map(({ signer }) => signer));
    expect(again).toMatchObject({ stored, addedSigners: [] });
    expect(await registry.versions('local', 'sample')).toEqual([stored]);
  });
});
