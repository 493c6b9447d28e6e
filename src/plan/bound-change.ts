import type { Json } from '../base/json.ts';
import type { ObjectChange } from '../model/live-plan.ts';

/** What a plan's digest and its drift look at: what the plan sets or deletes, and where it is. */
export function boundChange({ step, object, effect, fields }: ObjectChange): Json {
  const own = fields.filter((field) => field.own);
  return {
    step,
    object: object === null ? null : { ...object },
    effect,
    fields: own.map(({ path, state, before, after }) => ({
      path,
      state,
      before: before ?? null,
      after: after ?? null,
    })),
  };
}
