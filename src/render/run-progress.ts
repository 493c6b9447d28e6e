import { styleText } from './style.ts';
import { formatDuration } from '../base/duration.ts';
import type { RunEvent, StoredEvent } from '../model/run.ts';
import { itemOf } from '../base/item-name.ts';
import { ItemProgress } from './item-progress.ts';
import { printable } from './printable.ts';

/**
 * A run as it goes, a line per change; undefined for what nobody needs to see.
 * Lines, not a redrawn screen: they read the same in a terminal, a CI log and a file.
 */
export function runProgress(): (stored: StoredEvent) => string | undefined {
  const started = new Map<string, number>();
  const items = new ItemProgress();
  return ({ at, event }) => {
    const now = Date.parse(at);
    const name = 'step' in event ? event.step : '';
    if (event.type === 'step-expanded') items.expanded(name, event.count);
    if (begins(event, !started.has(name))) started.set(name, now);
    const took = formatDuration(now - (started.get(name) ?? now));
    if (event.type === 'step-done' || event.type === 'step-failed') started.delete(name);
    const item = itemOf(name);
    const told = item === undefined || items.tells(item.step, event);
    const shown = typeof told === 'string' ? line('·', 'dim', told) : told ? lineOf(event, took) : undefined;
    if (shown === undefined) return undefined;
    return printable(shown.text).replace(shown.sign, styleText(shown.style, shown.sign));
  };
}

function begins(event: RunEvent, isNew: boolean): boolean {
  if (event.type === 'step-expanded') return true;
  return event.type === 'step-starting' && (event.attempt === 1 || isNew);
}

interface Line {
  readonly sign: string;
  readonly style: Parameters<typeof styleText>[0];
  readonly text: string;
}

function lineOf(event: RunEvent, took: string): Line | undefined {
  if (event.type === 'step-captured') return undefined;
  return 'step' in event ? stepLine(event, took) : runLine(event);
}

function runLine(event: Exclude<RunEvent, { step: string }>): Line | undefined {
  switch (event.type) {
    case 'run-paused':
      return line('‖', 'yellow', `paused by ${event.by}`);
    case 'run-resumed':
      return line('▸', 'cyan', `resumed by ${event.by}`);
    case 'cancel-requested':
      return line('✖', 'yellow', `cancelled by ${event.by}`);
    case 'rollback-started':
      return line('↶', 'yellow', `rolling back: ${event.reason}`);
    case 'run-interrupted':
      return line('‖', 'yellow', `interrupted: ${event.reason}`);
    case 'run-queued':
      return line('‖', 'yellow', `the run ${event.message}`);
    case 'run-admitted':
      return line('▸', 'cyan', 'has its turn');
    case 'run-created':
    case 'run-claimed':
    case 'run-ended':
      return undefined;
  }
}

type StepEvent = Exclude<Extract<RunEvent, { step: string }>, { type: 'step-captured' }>;
type WaitEvent = Extract<
  StepEvent,
  { type: 'step-interrupted' | 'step-waiting' | 'step-decided' | 'step-queued' | 'step-cancel-requested' }
>;

function isWait(event: StepEvent): event is WaitEvent {
  return [
    'step-interrupted',
    'step-waiting',
    'step-decided',
    'step-queued',
    'step-cancel-requested',
  ].includes(event.type);
}

function stepLine(event: StepEvent, took: string): Line | undefined {
  if (isWait(event)) return waitLine(event);
  const { step } = event;
  switch (event.type) {
    case 'step-starting':
      return line('▸', 'cyan', startOf(event));
    case 'step-expanded':
      return line('▸', 'cyan', `${step}: ${counted(event.count)}`);
    case 'step-done':
      return line('✔', 'green', `${step} (${took})${said(event.outputs['message'])}`);
    case 'step-failed':
      return line('✖', 'red', failureOf(event));
    case 'step-skipped':
      return line('-', 'dim', `${step} skipped`);
    case 'step-adopted':
      return line('-', 'dim', `${step} taken over from ${event.from}`);
    case 'step-omitted':
    case 'step-spawned':
    case 'step-contained':
    case 'step-admitted':
      return undefined;
  }
}

/** What a step waits for, and what others do about it. */
function waitLine(event: WaitEvent): Line | undefined {
  const { step } = event;
  switch (event.type) {
    case 'step-interrupted':
      return line('?', 'yellow', `${step} was interrupted: ${event.reason}`);
    case 'step-waiting':
      return line('?', 'yellow', `${step}: ${event.message}`);
    case 'step-decided':
      return line('▸', 'cyan', `${step}: ${event.decision} by ${event.by} (${event.reason})`);
    case 'step-queued':
      return event.heldBy === null ? undefined : line('‖', 'yellow', `${step} ${event.message}`);
    case 'step-cancel-requested':
      return line('✖', 'yellow', `${step} is to end, by ${event.by}`);
  }
}

function counted(items: number): string {
  return items === 1 ? '1 item' : `${items} items`;
}

function startOf({ step, attempt, item }: Extract<RunEvent, { type: 'step-starting' }>): string {
  const called = item === undefined ? step : `${step} ${item}`;
  return attempt === 1 ? called : `${called} (attempt ${attempt})`;
}

function failureOf({ step, error, retryAt }: Extract<RunEvent, { type: 'step-failed' }>): string {
  return `${step}: ${error.message}${retryAt === null ? '' : ', trying again'}`;
}

function line(sign: string, style: Line['style'], text: string): Line {
  return { sign, style, text: `${sign} ${text}` };
}

function said(message: unknown): string {
  return typeof message === 'string' ? `: ${message}` : '';
}
