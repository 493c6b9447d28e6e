import { isJsonObject, type JsonObject } from '../base/json.ts';

/** The causes that an API server's `Status` names; none of any other answer. */
export function causesIn(answer: JsonObject | null): readonly JsonObject[] {
  const details = answer?.['details'];
  const causes = isJsonObject(details) ? details['causes'] : undefined;
  return Array.isArray(causes) ? causes.filter(isJsonObject) : [];
}

/** Whether one of them has this reason: `DisruptionBudget`, `NamespaceTerminating`. */
export function hasCause(answer: JsonObject | null, wanted: string): boolean {
  return causesIn(answer).some(({ reason }) => reason === wanted);
}
