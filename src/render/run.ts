import { styleText } from './style.ts';
import { formatDuration } from '../base/duration.ts';
import type { Page } from '../model/list.ts';
import type { RunRecord, StepState } from '../model/run.ts';
import type { ItemReport, RunDetails, StepReport } from '../model/run-view.ts';
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
    ...(run.parent === null ? [] : [['nested in', `${run.parent.run}/${run.parent.step}`] as const]),
    ...(run.queued === null ? [] : [['queued', run.queued] as const]),
    ...(run.reason === null ? [] : [['because', run.reason] as const]),
    ['logs', run.immutable_log_path ?? ''],
  ]);
  const rollback = run.rollback.some(({ state }) => state !== 'pending') ? run.rollback : [];
  return [
    facts,
    '',
    steps(run.steps),
    ...nested(run),
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

function nested(run: RunDetails): string[] {
  if (run.nested.length === 0) return [];
  const rows = run.nested.map((one) => [
    one.step,
    one.id,
    `${one.package.name}@${one.package.version}`,
    one.result ?? one.state,
  ]);
  return ['', table(['STEP', 'NESTED RUN', 'PACKAGE', 'STATE'], rows)];
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

function steps(all: readonly StepReport[]): string {
  const rows = all.flatMap((step): Cell[][] => [
    stepRow(step),
    ...(step.items?.notable ?? []).slice(0, MOST_ITEMS).map(itemRow),
  ]);
  return table(['STEP', 'STATE', 'ATTEMPTS', 'TOOK', ''], rows);
}

/** Items of one step that get a line; --json has more of them. */
const MOST_ITEMS = 20;

function stepRow(step: StepReport): Cell[] {
  return [
    step.name,
    { text: step.state, style: STYLES[step.state] },
    step.attempts === 0 ? '' : String(step.attempts),
    tookOf(step),
    [itemsOf(step), step.error?.message ?? step.waiting?.message ?? ''].filter(Boolean).join('; '),
  ];
}

function itemRow(item: ItemReport): Cell[] {
  const said = [item.item ?? '', item.error?.message ?? item.waiting?.message ?? ''].filter(Boolean);
  return [
    `  ${item.name}`,
    { text: item.state, style: STYLES[item.state] },
    item.attempts === 0 ? '' : String(item.attempts),
    tookOf(item),
    said.join(': '),
  ];
}

/** `12 items: 3 failed, 9 succeeded`. */
function itemsOf({ items }: StepReport): string {
  if (items === null) return '';
  const states = Object.entries(items.states).filter(([, count]) => count > 0);
  const counted = states.map(([state, count]) => `${count} ${state}`).join(', ');
  return `${items.count} ${items.count === 1 ? 'item' : 'items'}${counted === '' ? '' : `: ${counted}`}`;
}

function tookOf({ startedAt, endedAt }: ItemReport | StepReport): string {
  if (startedAt === null || endedAt === null) return '';
  return formatDuration(Date.parse(endedAt) - Date.parse(startedAt));
}

function stateCell({ state, result }: RunRecord): Cell {
  if (result === null) return { text: state, style: state === 'running' ? 'cyan' : 'yellow' };
  return { text: result, style: result.startsWith('succeeded') ? 'green' : 'red' };
}

function hints(run: RunDetails): string[] {
  if (run.state === 'interrupted' || run.state === 'paused') return [`go on: atomctl runs resume ${run.id}`];
  const all = [...run.steps, ...run.rollback].flatMap((step) => [step, ...(step.items?.notable ?? [])]);
  const waiting = all.find((step) => step.waiting !== null && step.waiting.for !== 'concurrency');
  if (waiting?.waiting?.for === 'approval')
    return [`answer: atomctl approve ${run.id}/${waiting.name} --reason "why"`];
  if (waiting === undefined) return [];
  const { name } = waiting;
  return [
    `decide: atomctl runs resume ${run.id} --mark-done ${name} --evidence "how you know"  (or --retry ${name}, or --fail ${name})`,
  ];
}
