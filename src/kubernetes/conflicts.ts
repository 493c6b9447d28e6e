import { type JsonObject, textOf } from '../base/json.ts';
import { causesIn } from '../model/status-causes.ts';

/** A field that another set, and who. */
export interface FieldConflict {
  /** As the server writes it: `.spec.replicas`. */
  readonly field: string;
  readonly manager: string;
}

/** The conflicts that an API server's answer to a server-side apply names; none for any other answer. */
export function conflictsIn(answer: JsonObject | null): readonly FieldConflict[] {
  return causesIn(answer)
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ field, message }) => ({
      field: textOf(field),
      manager: /^conflict with (.*)$/s.exec(textOf(message))?.[1]?.replaceAll('"', '') ?? textOf(message),
    }));
}

/** `.spec.replicas and .spec.paused belong to kubectl-edit, .metadata.labels.a to helm`. */
export function showConflicts(conflicts: readonly FieldConflict[]): string {
  const byManager = Map.groupBy(conflicts, ({ manager }) => manager);
  return [...byManager]
    .map(([manager, fields]) => `${fields.map(({ field }) => field).join(', ')} set by ${manager}`)
    .join('; ');
}
