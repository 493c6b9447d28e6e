import { type JsonObject, textOf } from '../base/json.ts';

/** What a step captures of a token that it makes for one credential: its accessor, by which it can be ended. */
export function captureOfToken(accessor: string): JsonObject {
  return { vaultToken: accessor };
}

export function tokenCaptured(state: JsonObject): string | undefined {
  const accessor = state['vaultToken'];
  return accessor === undefined ? undefined : textOf(accessor);
}
