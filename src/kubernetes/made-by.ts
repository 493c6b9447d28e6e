import { isJsonObject } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { managersOf } from './managers.ts';

/** Whether an object began with this field manager, as far as the times of its owners tell. */
export function isMadeBy(object: KubeObject, manager: string): boolean {
  const { metadata } = object;
  const created = isJsonObject(metadata) ? metadata['creationTimestamp'] : undefined;
  const first = managersOf(object).filter(({ time }) => time === created);
  return first.length > 0 && first.every(({ name }) => name === manager);
}
