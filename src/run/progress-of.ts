import type { StepProgress } from '../model/run-view.ts';
import { itemOf } from '../base/item-name.ts';

/** How far the step or the item of that name is; undefined where there is none. */
export function progressOf(steps: ReadonlyMap<string, StepProgress>, name: string): StepProgress | undefined {
  const item = itemOf(name);
  return item === undefined ? steps.get(name) : steps.get(item.step)?.items?.get(item.index);
}

/** All steps, and of forEach steps the items that are under way or failed first. */
export function* withItems(steps: Iterable<StepProgress>): Iterable<StepProgress> {
  for (const step of steps) {
    yield step;
    if (step.items !== null) yield* step.items.notable();
  }
}
