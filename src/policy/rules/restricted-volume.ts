import { restrictedVolumesControl } from '../pod-security/volumes.ts';
import { podRule } from './pod-rule.ts';

export const restrictedVolume = podRule(restrictedVolumesControl, {
  id: 'restricted-volume',
  title: 'Uses a kind of volume that is restricted',
  severity: 'low',
  why: 'Volumes that name a disk or a server reach past what the cluster gave the namespace; a claim is granted by who runs the storage.',
  fix: 'Use a PersistentVolumeClaim, or one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, projected and secret.',
});
