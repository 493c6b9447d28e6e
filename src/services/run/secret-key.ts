import type { JsonObject } from '../../base/json.ts';

/** Between a step and its field. No name holds a NUL, so that no input can be taken for an output. */
const BETWEEN = '\0';

export function outputKey(step: string, field: string): string {
  return `${step}${BETWEEN}${field}`;
}

export function stepOfKey(key: string): string {
  return key.split(BETWEEN, 1)[0] ?? '';
}

/** A key as a person reads it: the input's name, or STEP.FIELD. */
export function shownKey(key: string): string {
  return key.replace(BETWEEN, '.');
}

/** Whether one of the paths reads this secret output: itself, or anything that it lies in. */
export function readsOutput(key: string, paths: readonly (readonly string[])[]): boolean {
  const step = stepOfKey(key);
  if (step.length === key.length) return false;
  const place = ['steps', step, 'outputs', 'data', key.slice(step.length + 1)];
  return paths.some((path) =>
    path.slice(0, place.length).every((segment, index) => segment === place[index]),
  );
}

/** The fields of one step that are secrets and were read for this. */
export function secretFields(step: string, secrets: ReadonlyMap<string, string>): JsonObject {
  const own = [...secrets].filter(([key]) => key.startsWith(`${step}${BETWEEN}`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(step.length + 1), value]));
}
