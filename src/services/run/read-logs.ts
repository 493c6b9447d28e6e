import { setTimeout as sleep } from 'node:timers/promises';
import { AtomError } from '../../base/errors.ts';
import type { LogEntry, RunLogs } from '../../ports/run-logs.ts';
import type { RunDeps } from './deps.ts';
import { isCarried } from './lease.ts';
import { findRun } from './find-run.ts';

export interface LogQuery {
  readonly run: string;
  readonly step: string | null;
  /** Goes on until nobody carries the run any more. */
  readonly follow: boolean;
}

export interface LogPart {
  readonly entry: LogEntry;
  readonly bytes: Uint8Array;
}

type LogDeps = Pick<RunDeps, 'journal' | 'processes' | 'tenant'> & { readonly logs: RunLogs };

const LOOK_MS = 200;

/** What the steps of a run wrote, attempt by attempt. @throws {AtomError} ATOM_RUN_NOT_FOUND, ATOM_STEP_NOT_FOUND */
export async function* readLogs(deps: LogDeps, { run, step, follow }: LogQuery): AsyncGenerator<LogPart> {
  const record = await findRun(deps, run);
  if (step !== null) await refuseUnknown(deps, record.id, step);
  const folder = record.immutable_log_path ?? '';
  const read = new Map<string, number>();
  for (;;) {
    const last = !follow || !(await isCarried(deps, record.id));
    for (const entry of await deps.logs.list(folder)) {
      if (step !== null && entry.step !== step) continue;
      yield* newParts(deps, folder, { entry, read });
    }
    if (last) return;
    await sleep(LOOK_MS);
  }
}

export interface LogText {
  readonly step: string;
  readonly phase: string;
  readonly attempt: number;
  readonly text: string;
}

/** The logs as text, an item per attempt that wrote something. */
export async function logTexts(deps: LogDeps, query: LogQuery): Promise<readonly LogText[]> {
  const chunks = new Map<string, { readonly entry: LogEntry; readonly parts: Uint8Array[] }>();
  for await (const { entry, bytes } of readLogs(deps, query)) {
    const known = chunks.get(entry.file) ?? { entry, parts: [] };
    known.parts.push(bytes);
    chunks.set(entry.file, known);
  }
  return [...chunks.values()].map(({ entry: { step, phase, attempt }, parts }) => ({
    step,
    phase,
    attempt,
    text: Buffer.concat(parts).toString('utf8'),
  }));
}

async function* newParts(
  { logs }: LogDeps,
  folder: string,
  { entry, read }: { readonly entry: LogEntry; readonly read: Map<string, number> },
): AsyncGenerator<LogPart> {
  const from = read.get(entry.file) ?? 0;
  if (entry.bytes <= from) return;
  let at = from;
  for await (const bytes of logs.read(folder, { file: entry.file, from })) {
    at += bytes.length;
    yield { entry, bytes };
  }
  read.set(entry.file, at);
}

async function refuseUnknown({ journal }: LogDeps, run: `run_${string}`, step: string): Promise<void> {
  const { plan } = await journal.approvedPlan(run);
  if ([...plan.steps, ...plan.rollback].some(({ name }) => name === step)) return;
  throw new AtomError('ATOM_STEP_NOT_FOUND', `${run} has no step ${step}`, {
    hint: `atomctl runs show ${run}`,
  });
}
