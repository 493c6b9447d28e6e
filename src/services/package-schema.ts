import schema from '../../schemas/wpk.v1.schema.json' with { type: 'json' };
import type { JsonObject } from '../base/json.ts';

/** The written contract of a manifest, JSON Schema 2020-12. */
export function packageSchema(): JsonObject {
  return schema;
}
