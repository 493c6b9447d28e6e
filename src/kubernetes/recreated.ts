import { isJsonObject, type Json } from '../base/json.ts';
import type { KubeObject } from '../model/cluster.ts';
import { isSame } from './field-value.ts';

/** What the server itself gives an object. */
const SERVERS = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
];

/** What makes a deleted object again. Its owners and finalizers are those that it had. */
export function recreated(before: KubeObject): KubeObject {
  const { status: _, metadata, ...rest } = before['kind'] === 'Job' ? withoutSelector(before) : before;
  return { ...rest, metadata: without(metadata, (key) => SERVERS.includes(key)) };
}

/** A Job selects its pods by labels that hold its own uid, unless it says that it does not. */
function withoutSelector(job: KubeObject): KubeObject {
  const spec = isJsonObject(job['spec']) ? job['spec'] : {};
  if (spec['manualSelector'] === true) return job;
  const { selector: _, template, ...rest } = spec;
  const { metadata, ...pod } = isJsonObject(template) ? template : {};
  const described = isJsonObject(metadata) ? metadata : {};
  const labels = without(described['labels'], (key) => /(^|\/)(controller-uid|job-name)$/.test(key));
  return { ...job, spec: { ...rest, template: { ...pod, metadata: { ...described, labels } } } };
}

function without(mapping: Json | undefined, isDropped: (key: string) => boolean): KubeObject {
  const entries = Object.entries(isJsonObject(mapping) ? mapping : {});
  return Object.fromEntries(entries.filter(([key]) => !isDropped(key)));
}

/** Whether an object says all that another does; it may say more. */
export function says(object: Json | undefined, wanted: Json): boolean {
  if (!isJsonObject(wanted)) return isSame(object, wanted);
  return isJsonObject(object) && Object.entries(wanted).every(([key, value]) => says(object[key], value));
}
