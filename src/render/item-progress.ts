import type { RunEvent } from '../model/run.ts';

/** Up to so many items, each is told of as a step is. */
const FEW = 30;
const PARTS = 10;

const ENDS: ReadonlySet<RunEvent['type']> = new Set(['step-done', 'step-skipped', 'step-failed']);
/** What is told of an item, however many there are. */
const ALWAYS: ReadonlySet<RunEvent['type']> = new Set([
  'step-failed',
  'step-interrupted',
  'step-waiting',
  'step-decided',
]);

/** What of a long list is told: what went wrong, and each tenth that is over. */
export class ItemProgress {
  readonly #lists = new Map<string, { readonly count: number; ended: number }>();

  expanded(step: string, count: number): void {
    this.#lists.set(step, { count, ended: 0 });
  }

  /** Whether an event of an item is told; a text: that is told instead. */
  tells(step: string, event: RunEvent): boolean | string {
    const list = this.#lists.get(step);
    if (list === undefined || list.count <= FEW) return true;
    const isOver = ENDS.has(event.type) && !(event.type === 'step-failed' && event.retryAt !== null);
    if (!isOver) return ALWAYS.has(event.type);
    const before = list.ended;
    list.ended += 1;
    const isPart = partOf(before, list.count) < partOf(list.ended, list.count) && list.ended < list.count;
    if (event.type === 'step-failed' || !isPart) return event.type === 'step-failed';
    return `${step}: ${list.ended} of ${list.count} items`;
  }
}

function partOf(ended: number, count: number): number {
  return Math.floor((ended * PARTS) / count);
}
