import type { KubeObject } from '../model/cluster.ts';
import { listAt, numberAt, textAt, valueAt } from './parts.ts';

/** A condition that is waited for: `Available`, `Ready=false`. */
export interface WantedCondition {
  readonly type: string;
  readonly status: string;
}

export function wantedCondition(written: string): WantedCondition {
  const [type = '', status = 'true'] = written.split('=', 2);
  return { type: type.trim(), status: status.trim().toLowerCase() };
}

export interface ConditionVerdict {
  readonly holds: boolean;
  /** What the object says now. */
  readonly seen: string;
}

/** Whether a condition holds, for the object as it is: one that was written before its last change does not count. */
export function judgeCondition(object: KubeObject, { type, status }: WantedCondition): ConditionVerdict {
  const conditions = listAt(object, 'status', 'conditions');
  const found = conditions.find((one) => textAt(one, 'type').toLowerCase() === type.toLowerCase());
  if (found === undefined) {
    const names = conditions.map((one) => textAt(one, 'type')).join(', ');
    return { holds: false, seen: `it has no condition ${type}${names === '' ? '' : `, only ${names}`}` };
  }
  const now = textAt(found, 'status');
  const observed = valueAt(found, 'observedGeneration') ?? valueAt(object, 'status', 'observedGeneration');
  const isOld = typeof observed === 'number' && observed < numberAt(object, 'metadata', 'generation');
  return {
    holds: !isOld && now.toLowerCase() === status,
    seen: `${textAt(found, 'type')} is ${now}${isOld ? ', of an older generation' : ''}${because(found)}`,
  };
}

/** Conditions of which the second says that the first will never come. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['complete', 'Failed'],
  ['failed', 'Complete'],
]);

/** Why a condition will never hold; undefined: it may. */
export function hopelessBecause(object: KubeObject, { type, status }: WantedCondition): string | undefined {
  const opposite = INSTEAD.get(type.toLowerCase());
  if (opposite === undefined || status !== 'true' || textAt(object, 'kind') !== 'Job') return undefined;
  const { holds, seen } = judgeCondition(object, { type: opposite, status: 'true' });
  return holds ? seen : undefined;
}

function because(condition: KubeObject): string {
  const [reason, message] = [textAt(condition, 'reason'), textAt(condition, 'message')];
  const words = [reason, message].filter((text) => text !== '').join(': ');
  return words === '' ? '' : ` (${words.slice(0, 300)})`;
}

/** An object's conditions, for people and as data. */
export function conditionsShown(object: KubeObject) {
  const conditions = listAt(object, 'status', 'conditions');
  return {
    name: textAt(object, 'metadata', 'name'),
    namespace: textAt(object, 'metadata', 'namespace') || null,
    conditions: Object.fromEntries(conditions.map((one) => [textAt(one, 'type'), textAt(one, 'status')])),
    words: conditions
      .map((one) => `${textAt(one, 'type')} is ${textAt(one, 'status')}${because(one)}`)
      .join('; '),
  };
}
