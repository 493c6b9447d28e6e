import { setTimeout as sleep } from 'node:timers/promises';
import { AtomError } from '../../base/errors.ts';
import { itemOf, stepOf } from '../../base/item-name.ts';
import type { AttemptRef, LogStream } from '../../ports/run-host.ts';
import type { AttemptLog, RunLogs } from '../../ports/run-logs.ts';
import type { RunDeps } from './deps.ts';
import { isCarried } from './lease.ts';
import { findRun } from './find-run.ts';

/** Which logs of a run. */
export interface LogChoice {
  readonly run: string;
  readonly step: string | null;
  readonly stream: LogStream | null;
}

/** Which part of them: bytes are counted over all in a row. */
export interface LogQuery extends LogChoice {
  readonly from: number;
  readonly to: number;
  /** Goes on until nobody carries the run any more. */
  readonly follow: boolean;
}

export interface LogPart {
  readonly attempt: AttemptRef;
  readonly bytes: Uint8Array;
}

export type LogDeps = Pick<RunDeps, 'journal' | 'processes' | 'tenant'> & { readonly logs: RunLogs };

const LOOK_MS = 200;

/** What the steps of a run wrote, attempt by attempt. @throws {AtomError} ATOM_RUN_NOT_FOUND, ATOM_STEP_NOT_FOUND, ATOM_STORE_DAMAGED */
export async function* readLogs(deps: LogDeps, query: LogQuery): AsyncGenerator<LogPart> {
  const { run, folder } = await chosenFolder(deps, query);
  const watched = new Watched(deps.logs, folder, query);
  let passed = 0;
  for (;;) {
    const last = !query.follow || !(await isCarried(deps, run));
    for await (const { attempt, log, from } of watched.news()) {
      const begin = passed - from;
      const first = Math.max(from, query.from - begin);
      const to = Math.min(log.bytes, query.to - begin);
      try {
        if (to > first) for await (const bytes of log.read(first, to)) yield { attempt, bytes };
      } catch (error) {
        throw pointedBehind(error, begin, { ...query, run });
      }
      passed += log.bytes - from;
      if (passed >= query.to) return;
    }
    if (last) return;
    await sleep(LOOK_MS);
  }
}

/** What is damaged keeps nobody from reading what is behind it. */
function pointedBehind(error: unknown, begin: number, { run, step, stream }: LogChoice): unknown {
  if (!(error instanceof AtomError) || typeof error.details?.['intactFrom'] !== 'number') return error;
  const intactFrom = begin + error.details['intactFrom'];
  const words = [run, ...(step === null ? [] : [step]), ...(stream === null ? [] : ['--stream', stream])];
  return new AtomError(error.code, error.message, {
    hint: `atomctl runs logs ${words.join(' ')} --from ${intactFrom}`,
    details: { ...error.details, intactFrom },
  });
}

/** How many bytes that are by now. */
export async function countLogs(deps: LogDeps, choice: LogChoice): Promise<number> {
  const { folder } = await chosenFolder(deps, choice);
  let bytes = 0;
  for await (const { log } of new Watched(deps.logs, folder, choice).news()) bytes += log.bytes;
  return bytes;
}

interface News {
  readonly attempt: AttemptRef;
  readonly log: AttemptLog;
  /** The first byte that was not given before. */
  readonly from: number;
}

/** The attempts of a run that may still write, and how much of each was given. */
class Watched {
  readonly #logs: RunLogs;
  readonly #folder: string;
  readonly #choice: LogChoice;
  readonly #given = new Map<AttemptRef, number>();
  #known = 0;

  constructor(logs: RunLogs, folder: string, choice: LogChoice) {
    this.#logs = logs;
    this.#folder = folder;
    this.#choice = choice;
  }

  async *news(): AsyncGenerator<News> {
    const { step, stream } = this.#choice;
    const added = await this.#logs.list(this.#folder, this.#known);
    this.#known += added.length;
    for (const attempt of added) if (step === null || isOf(attempt, step)) this.#given.set(attempt, 0);
    for (const [attempt, from] of this.#given) {
      const log = await this.#logs.open(this.#folder, attempt, stream);
      if (log.bytes > from) yield { attempt, log, from };
      if (log.ended) this.#given.delete(attempt);
      else this.#given.set(attempt, log.bytes);
    }
  }
}

/** A forEach step's name means all of its items. */
function isOf(attempt: AttemptRef, step: string): boolean {
  return attempt.step === step || itemOf(attempt.step)?.step === step;
}

async function chosenFolder(deps: LogDeps, { run, step }: LogChoice) {
  const record = await findRun(deps, run);
  if (step !== null) await refuseUnknown(deps, record.id, step);
  return { run: record.id, folder: record.immutable_log_path ?? '' };
}

async function refuseUnknown({ journal }: LogDeps, run: `run_${string}`, step: string): Promise<void> {
  const { plan } = await journal.approvedPlan(run);
  if ([...plan.steps, ...plan.rollback].some(({ name }) => name === stepOf(step))) return;
  throw new AtomError('ATOM_STEP_NOT_FOUND', `${run} has no step ${step}`, {
    hint: `atomctl runs show ${run}`,
  });
}
