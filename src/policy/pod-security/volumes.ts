import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointerTo } from '../../base/pointer.ts';
import { listAt, type PodView, valueAt } from '../view/pods.ts';
import { type Control, isSet } from './control.ts';

export const hostPathVolumesControl: Control = {
  id: 'hostPathVolumes',
  level: 'baseline',
  since: 0,
  check: (pod) =>
    volumesOf(pod)
      .filter(({ volume }) => isSet(volume['hostPath']))
      .map(({ volume, pointer }) => {
        const path = valueAt(volume, 'hostPath', 'path');
        return {
          pointer: pointerTo(pointer, 'hostPath'),
          what: `The volume ${quoted(volume['name'])} is ${quoted(path)} of the node.`,
          ...(typeof path === 'string' && { value: path }),
        };
      }),
};

const ALLOWED = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

export const restrictedVolumesControl: Control = {
  id: 'restrictedVolumes',
  level: 'restricted',
  since: 0,
  check: (pod) =>
    volumesOf(pod).flatMap(({ volume, pointer }) => {
      const sources = Object.keys(volume).filter((key) => key !== 'name' && isSet(volume[key]));
      const [source] = sources;
      // A volume without a source becomes an emptyDir.
      if (source === undefined || sources.some((key) => ALLOWED.has(key))) return [];
      return {
        pointer: pointerTo(pointer, source),
        what: `The volume ${quoted(volume['name'])} is of the kind ${source}, which is restricted.`,
      };
    }),
};

function volumesOf({ spec, pointer }: PodView): { readonly volume: JsonObject; readonly pointer: string }[] {
  return listAt(spec, 'volumes').flatMap((volume, index) =>
    isJsonObject(volume) ? { volume, pointer: pointerTo(pointer, 'volumes', index) } : [],
  );
}

function quoted(value: Json | undefined): string {
  return typeof value === 'string' ? `"${value}"` : 'a path';
}
