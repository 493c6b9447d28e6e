// node open-runs.ts make HOME COUNT: a store with COUNT open runs, whose owners are gone.
// node open-runs.ts find|read HOME: the processor time that finding what they need takes, or reading their rows.
import path from 'node:path';
import Database from 'better-sqlite3';
import { hostProcesses } from '../../src/adapters/executor/process/host-processes.ts';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { chainRecord } from '../../src/audit/chain.ts';
import { findStuck } from '../../src/services/run/find-stuck.ts';
import type { Measured } from './runs.ts';

const EVENTS = 20;
const at = '2026-01-01T00:00:00.000Z';
const [, , verb = '', home = '.', count = '0'] = process.argv;

switch (verb) {
  case 'make':
    await make(Number(count));
    break;
  case 'find':
    print(await find());
    break;
  default:
    print(read());
}

async function make(runs: number): Promise<void> {
  await using _ = await openStore(home, chainRecord);
  const database = open();
  database.exec(`
    insert into plans values ('plan_1', 'local', 'd', 'held', '1.0.0', 'd', '{}', '${at}', 'ana');
    insert into approvals values ('approval_1', 'plan_1', 'd', 'ana', 'local', 'why', '${at}', '${at}', null)`);
  const run =
    database.prepare(`insert into workflow_runs (id, tenant_id, playbook_id, package_name, package_version,
    package_digest, plan_id, plan_digest, approval_id, state, inputs, requester, approved_by, approved_at, cosign_sig,
    immutable_log_path, created_at, lease_token, lease_owner, lease_expires)
    values (?, 'local', 'held', 'held', '1.0.0', 'd', 'plan_1', 'd', 'approval_1', ?, '{"table":"orders"}', 'ana', 'ana',
    '${at}', ?, ?, '${at}', 1, ?, 1)`);
  const event = database.prepare('insert into run_events values (?, ?, ?, ?)');
  const own = hostProcesses().own();
  database.transaction(() => {
    for (let index = 0; index < runs; index += 1) {
      const id = `run_${String(index).padStart(12, '0')}`;
      const owner = JSON.stringify({ ...own, pid: 2 ** 22 + index, startTime: index + 1 });
      const state = index % 4 === 3 ? 'waiting' : 'running';
      run.run(id, state, 's'.repeat(400), `/home/ana/logs/${id}`, state === 'waiting' ? null : owner);
      for (let seq = 1; seq <= EVENTS; seq += 1) event.run(id, seq, at, eventText(seq, state));
    }
  })();
  database.close();
}

function eventText(seq: number, state: string): string {
  const type = seq === EVENTS && state === 'waiting' ? 'step-waiting' : 'step-done';
  return JSON.stringify({
    type,
    step: `s${seq}`,
    phase: 'steps',
    for: 'decision',
    message: 'Go on?',
    until: null,
  });
}

async function find(): Promise<number> {
  await using store = await openStore(home, chainRecord);
  const deps = { journal: store.journal, processes: hostProcesses(), tenant: 'local', now: () => new Date() };
  return await cpuMs(async () => {
    const found = [await findStuck(deps), await store.journal.questions('local')] as const;
    if (found[0].length === 0) throw new Error('nothing was found');
  });
}

function read(): number {
  const database = open();
  const before = process.cpuUsage();
  const rows = database.prepare("select * from workflow_runs where state != 'ended'").all();
  const ms = sum(process.cpuUsage(before));
  if (rows.length === 0) throw new Error('there are no rows');
  database.close();
  return ms;
}

async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return sum(process.cpuUsage(before));
}

function sum({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

function open(): Database.Database {
  return new Database(path.join(home, 'atomctl.db'));
}

function print(ms: number): void {
  process.stdout.write(JSON.stringify({ ms } satisfies Measured));
}
