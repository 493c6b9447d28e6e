import { isJsonObject, type Json } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { allSetters, type Control, shown } from './control.ts';

const ALLOWED = new Set<Json | undefined>(['RuntimeDefault', 'Localhost']);
const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

export const appArmorProfileControl: Control = {
  id: 'appArmorProfile',
  level: 'baseline',
  since: 0,
  *check(pod) {
    for (const { who, securityContext, pointer } of allSetters(pod)) {
      const profile = securityContext['appArmorProfile'];
      if (!isJsonObject(profile) || ALLOWED.has(profile['type'])) continue;
      yield {
        pointer: pointerTo(pointer, 'appArmorProfile', 'type'),
        what: `${who} sets the AppArmor profile ${shown(profile['type'])}.`,
      };
    }
    const { annotations } = pod.metadata.value;
    for (const [key, value] of Object.entries(isJsonObject(annotations) ? annotations : {})) {
      if (!key.startsWith(PREFIX) || isAllowed(value)) continue;
      yield {
        pointer: pointerTo(pod.metadata.pointer, 'annotations', key),
        what: `The pod is annotated with the AppArmor profile ${shown(value)}.`,
      };
    }
  },
};

function isAllowed(value: Json): boolean {
  return typeof value !== 'string' || /^($|runtime\/default$|localhost\/)/.test(value);
}
