import { isJsonObject } from '../../base/json.ts';
import type { Call, Change } from './action.ts';
import { mustBeThere } from './must-be-there.ts';
import { patchChange } from './patch-change.ts';
import { targetOf } from './target.ts';

/** Makes the step's node take no new pods; null where it takes none already. */
export async function cordonChange(call: Call): Promise<Change | null> {
  const target = await targetOf(call, 'Node');
  const before = await mustBeThere(call, target);
  const isCordoned = isJsonObject(before['spec']) && before['spec']['unschedulable'] === true;
  return isCordoned ? null : patchChange(call, { target, before, patch: { spec: { unschedulable: true } } });
}
