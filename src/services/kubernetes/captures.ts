import { isJsonObject, type JsonObject, textOf } from '../../base/json.ts';
import type { Capture } from '../../ports/executor.ts';
import type { Captured } from './action.ts';

/** What the journal holds of a change: before it was sent, and when its answer came. */
export type CaptureRecord =
  | { readonly change: string; readonly action: string; readonly state: JsonObject }
  | { readonly change: string; readonly after: JsonObject };

/** A change of a step or of one of its items. */
export interface CapturedChange extends Captured {
  readonly step: string;
  readonly action: string;
}

/** The changes that the journal tells of, oldest first. */
export function changesIn(captures: readonly Capture[]): readonly CapturedChange[] {
  const found = new Map<string, CapturedChange>();
  for (const { step, state: record } of captures) {
    const key = `${step}/${textOf(record['change'])}`;
    const { action, state, after } = record;
    const known = found.get(key);
    if (isJsonObject(state)) found.set(key, { step, action: textOf(action), state, after: null });
    else if (known !== undefined && isJsonObject(after)) found.set(key, { ...known, after });
  }
  return [...found.values()];
}
