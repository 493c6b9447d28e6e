import type { StepState } from '../model/run.ts';
import type { ItemReport, ItemsReport, ItemsView, StepProgress, StepReport } from '../model/run-view.ts';

/** How many items of a step are reported one by one: those under way before those that failed. */
const MOST_NOTABLE = 100;

/** A step as it is reported: of 100,000 items, how many are how far, and the few that somebody may want to see. */
export function reportOf(progress: StepProgress): StepReport {
  const { item: _, items, outputs, ...step } = progress;
  if (items === null) return { ...step, outputs, items: null };
  const isExpanded = items.count > 0 || items.digest !== null;
  return { ...step, outputs: isExpanded ? items.outputs() : null, items: isExpanded ? itemsOf(items) : null };
}

function itemsOf(items: ItemsView): ItemsReport {
  const notable: ItemReport[] = [];
  for (const { items: _, ...item } of items.notable()) {
    if (notable.length < MOST_NOTABLE) notable.push(item);
  }
  return { count: items.count, states: statesOf(items), notable };
}

function statesOf(items: ItemsView): Readonly<Record<StepState, number>> {
  return {
    pending: items.countOf('pending'),
    running: items.countOf('running'),
    'backing-off': items.countOf('backing-off'),
    waiting: items.countOf('waiting'),
    succeeded: items.countOf('succeeded'),
    'failed-continued': items.countOf('failed-continued'),
    failed: items.countOf('failed'),
    skipped: items.countOf('skipped'),
    omitted: items.countOf('omitted'),
  };
}
