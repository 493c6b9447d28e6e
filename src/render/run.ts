import { styleText } from './style.ts';
import { formatDuration } from '../base/duration.ts';
import type { Page } from '../model/list.ts';
import type { RunRecord, StepState } from '../model/run.ts';
import type { RunDetails, StepProgress } from '../model/run-view.ts';
import { printable } from './printable.ts';
import { type Cell, fields, table } from './table.ts';

export function describeRuns({ items, next }: Page<RunRecord>): string {
  if (items.length === 0) return 'no runs';
  const rows = items.map((run): Cell[] => [
    run.id,
    `${run.package.name}@${run.package.version}`,
    stateCell(run),
    run.createdAt,
    run.duration === null ? '' : formatDuration(run.duration),
    run.requester,
  ]);
  const shown = table(['ID', 'PACKAGE', 'STATE', 'CREATED', 'TOOK', 'BY'], rows);
  return next === null ? shown : `${shown}\nmore: atomctl runs list --cursor ${next}`;
}

export function describeRun(run: RunDetails): string {
  const facts = fields([
    ['run', run.id],
    ['package', `${run.package.name}@${run.package.version}`],
    ['digest', run.package.digest],
    ['state', run.result ?? run.state],
    ['plan', run.plan.id],
    ['requested by', run.requester],
    ['approved by', run.approved_by ?? ''],
    ['created', run.createdAt],
    ...(run.endedAt === null ? [] : [['ended', run.endedAt] as const]),
    ...(run.reason === null ? [] : [['because', run.reason] as const]),
    ['logs', run.immutable_log_path ?? ''],
  ]);
  const rollback = run.rollback.some(({ state }) => state !== 'pending') ? run.rollback : [];
  return [
    facts,
    '',
    steps(run.steps),
    ...(rollback.length === 0 ? [] : ['', 'rollback', steps(rollback)]),
    ...leftToDo(run),
    ...hints(run),
  ].join('\n');
}

/** One run in a line, for commands that changed it. */
export function describeRunState(run: RunRecord): string {
  return `${run.id} is ${run.result ?? run.state}`;
}

/** A run that was told to end; one that still has to, where nobody waits for it. */
export function describeStopped(run: RunDetails): string {
  if (run.state === 'ended') return [describeRunState(run), ...leftToDo(run)].join('\n');
  const by = run.owner === null ? '' : `: process ${run.owner.pid} on ${run.owner.host} ends it`;
  return `${run.id} was told to end${by}\nsee how: atomctl runs show ${run.id}`;
}

function leftToDo(run: RunDetails): string[] {
  return run.leftToDo.map((what) => `${styleText('yellow', '!')} by hand: ${printable(what)}`);
}

const STYLES: Readonly<Record<StepState, Parameters<typeof styleText>[0]>> = {
  pending: 'dim',
  running: 'cyan',
  'backing-off': 'yellow',
  waiting: 'yellow',
  succeeded: 'green',
  'failed-continued': 'yellow',
  failed: 'red',
  skipped: 'dim',
  omitted: 'dim',
};

function steps(all: readonly StepProgress[]): string {
  const rows = all.map((step): Cell[] => [
    step.name,
    { text: step.state, style: STYLES[step.state] },
    step.attempts === 0 ? '' : String(step.attempts),
    tookOf(step),
    step.error?.message ?? step.waiting?.message ?? '',
  ]);
  return table(['STEP', 'STATE', 'ATTEMPTS', 'TOOK', ''], rows);
}

function tookOf({ startedAt, endedAt }: StepProgress): string {
  if (startedAt === null || endedAt === null) return '';
  return formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
}

function stateCell({ state, result }: RunRecord): Cell {
  if (result === null) return { text: state, style: state === 'running' ? 'cyan' : 'yellow' };
  return { text: result, style: result.startsWith('succeeded') ? 'green' : 'red' };
}

function hints(run: RunDetails): string[] {
  if (run.state === 'interrupted' || run.state === 'paused') return [`go on: atomctl runs resume ${run.id}`];
  const waiting = [...run.steps, ...run.rollback].find((step) => step.waiting !== null);
  if (waiting?.waiting?.for === 'approval')
    return [`answer: atomctl approve ${run.id}/${waiting.name} --reason "why"`];
  if (waiting === undefined) return [];
  const { name } = waiting;
  return [
    `decide: atomctl runs resume ${run.id} --mark-done ${name} --evidence "how you know"  (or --retry ${name}, or --fail ${name})`,
  ];
}
