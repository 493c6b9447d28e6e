import type { Ailment, RunDoctorReport, RunFinding } from '../../model/run-doctor.ts';
import type { ProcessIdentity, RunId } from '../../model/run.ts';
import type { FailedRollback, OpenRun, Question } from '../../ports/journal.ts';
import type { RunDeps } from './deps.ts';
import { findStuck, type StuckRun } from './find-stuck.ts';
import { findLeftovers, type Leftovers, processesOf, shortId } from './leftovers.ts';

/** For so long a rollback that failed is shown: nobody tells atomctl that it was mended by hand. */
const SHOWN_DAYS = 30;

/** Everything on this store that does not go on by itself, or is left of what is over. Nothing is changed. */
export async function examineRuns(deps: RunDeps): Promise<RunDoctorReport> {
  const stuck = await findStuck(deps);
  const facts = await factsOf(deps);
  const since = new Date(deps.now().getTime() - SHOWN_DAYS * 86_400_000).toISOString();
  return reportOf([
    ...stuck.map((one) => findingOf(one, facts)),
    ...(await leftoversFound(deps)),
    ...(await deps.journal.failedRollbacks({ tenant: deps.tenant, since })).map(byHand),
  ]);
}

export function reportOf(
  items: readonly RunFinding[],
  pruned: RunDoctorReport['pruned'] = null,
): RunDoctorReport {
  const needing = items.filter(({ ailment, mended }) => ailment !== 'rollback-failed' && mended?.ok !== true);
  return { items, stuck: needing.length, pruned };
}

interface Facts {
  readonly questions: ReadonlyMap<RunId, Question>;
  readonly locks: ReadonlyMap<string, readonly string[]>;
  readonly pids: ReadonlyMap<RunId, readonly number[]>;
  readonly host: string;
  readonly bootId: string;
}

async function factsOf(deps: RunDeps): Promise<Facts> {
  const { host, bootId } = deps.processes.own();
  const [questions, locks] = [await deps.journal.questions(deps.tenant), await deps.journal.locks()];
  return { questions, locks, pids: processesOf(deps), host, bootId };
}

function findingOf({ ailment, run }: StuckRun, facts: Facts): RunFinding {
  const { id, createdAt } = run;
  const held = facts.locks.get(id) ?? [];
  const pids = facts.pids.get(id) ?? [];
  const parts = [
    whatAils({ ailment, run }, facts),
    ...(held.length > 0 ? [`holds ${held.join(', ')}`] : []),
    ...(ailment === 'interrupted' && pids.length > 0 ? [`still running: process ${pids.join(', ')}`] : []),
  ];
  const fix = fixOf({ ailment, run }, facts.questions.get(id));
  return {
    ailment,
    run: id,
    package: nameOf(run),
    since: createdAt,
    detail: parts.join('; '),
    fix,
    mended: null,
  };
}

function whatAils({ ailment, run: { id, lease } }: StuckRun, facts: Facts): string {
  const owner = lease?.owner;
  const process = owner === undefined ? 'its process' : `process ${owner.pid} on ${owner.host}`;
  const words: Readonly<Record<Ailment, string>> = {
    interrupted:
      owner === undefined ? `${process} let go of it, and nobody goes on` : howGone(process, owner, facts),
    silent: `${process} carries it and does not answer`,
    unreachable: `${process} cannot be seen from here, and its lease has ended`,
    'not-begun': 'its approval is used up, and nothing of it was begun',
    paused: 'it was paused',
    waiting: whatIsAsked(facts.questions.get(id)),
    damaged: 'the last line of its journal is gone or cannot be read',
  };
  return words[ailment];
}

function howGone(process: string, owner: ProcessIdentity, { host, bootId }: Facts): string {
  const isOfEarlierBoot = owner.host === host && owner.bootId !== bootId;
  return isOfEarlierBoot ? `${process} is gone: the host was booted since` : `${process} is gone`;
}

function whatIsAsked(question: Question | undefined): string {
  return question === undefined ? 'it waits for somebody' : `${question.step}: ${question.message}`;
}

function fixOf({ ailment, run: { id, lease } }: StuckRun, question: Question | undefined): string {
  if (ailment === 'damaged') return `atomctl runs cancel ${id}`;
  if (ailment === 'silent' && lease !== undefined) {
    return `atomctl runs resume ${id}  (or let it go on: kill -CONT ${lease.owner.pid})`;
  }
  if (ailment !== 'waiting' || question === undefined || question.for === 'workflow')
    return `atomctl runs resume ${id}`;
  return question.for === 'approval'
    ? `atomctl approve ${id}/${question.step} --reason "why" && atomctl runs resume ${id}`
    : `atomctl runs resume ${id} --mark-done ${question.step} --evidence "how you know"  (or --retry ${question.step}, or --fail ${question.step})`;
}

async function leftoversFound(deps: RunDeps): Promise<RunFinding[]> {
  const found: RunFinding[] = [];
  for (const left of await findLeftovers(deps)) {
    const record = await deps.journal.find({ tenant: deps.tenant, ref: left.run });
    // Another tenant's.
    if (record === undefined && left.known) continue;
    found.push({
      ailment: 'leftovers',
      run: left.run,
      package: record === undefined ? null : nameOf(record),
      since: record?.endedAt ?? record?.createdAt ?? null,
      detail: `${record === undefined ? 'this store knows no such run; ' : ''}${whatIsLeft(left)}`,
      fix: 'atomctl runs doctor --fix',
      mended: null,
    });
  }
  return found;
}

function whatIsLeft({ folders, processes, containers, groups }: Leftovers): string {
  const pids = processes.map(({ pid }) => pid);
  return [
    ...(pids.length > 0 ? [`still running: process ${pids.join(', ')}`] : []),
    ...(containers.length > 0 ? [`still there: container ${containers.map(shortId).join(', ')}`] : []),
    ...(groups.length > 0 ? [`the control groups of ${groups.length} of its attempts are still there`] : []),
    ...(folders ? ['its private folders are still there'] : []),
  ].join('; ');
}

function byHand(failed: FailedRollback): RunFinding {
  return {
    ailment: 'rollback-failed',
    run: failed.id,
    package: nameOf(failed),
    since: failed.endedAt,
    detail: failed.leftToDo.join('; '),
    fix: `atomctl runs show ${failed.id}`,
    mended: null,
  };
}

function nameOf({ package: { name, version } }: Pick<OpenRun, 'package'>): string {
  return `${name}@${version}`;
}
