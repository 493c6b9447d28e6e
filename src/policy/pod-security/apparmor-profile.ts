import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import type { PodView } from '../view/pods.ts';
import { allSetters, type Breach, type Control, shown } from './control.ts';

const ALLOWED = new Set<Json | undefined>(['RuntimeDefault', 'Localhost']);
const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

export const appArmorProfileControl: Control = {
  id: 'appArmorProfile',
  level: 'baseline',
  since: 0,
  check: (pod) => [...inFields(pod), ...inAnnotations(pod)],
};

function inFields(pod: PodView): Breach[] {
  return allSetters(pod).flatMap(({ who, securityContext, pointer }) => {
    const profile = securityContext['appArmorProfile'];
    if (!isJsonObject(profile) || ALLOWED.has(profile['type'])) return [];
    return {
      pointer: pointerTo(pointer, 'appArmorProfile', 'type'),
      what: `${who} sets the AppArmor profile ${shown(profile['type'])}.`,
    };
  });
}

function inAnnotations({ metadata }: PodView): Breach[] {
  const { annotations } = metadata.value;
  if (!isJsonObject(annotations)) return [];
  return Object.entries<Json>(annotations).flatMap(([key, value]) => {
    if (!key.startsWith(PREFIX) || isAllowed(value)) return [];
    return {
      pointer: pointerTo(metadata.pointer, 'annotations', key),
      what: `The pod is annotated with the AppArmor profile ${shown(value)}.`,
    };
  });
}

function isAllowed(value: Json): boolean {
  return typeof value !== 'string' || /^($|runtime\/default$|localhost\/)/.test(value);
}
