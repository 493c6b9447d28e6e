import type { JsonObject } from '../../base/json.ts';
import type { Wpk } from '../../model/wpk.ts';
import type { Effect } from '../kubernetes/effect.ts';
import { effectsOfPrograms } from '../kubernetes/effects-of-commands.ts';
import { effectsOfSteps } from '../kubernetes/effects-of-steps.ts';
import { type AccessView, accessOf } from '../rbac/access.ts';
import type { K8sObject } from './objects.ts';
import type { ProgramView } from './programs.ts';
import type { StepView } from './steps.ts';

/** What a package gives to a cluster and does to it. */
export interface ClusterView {
  readonly access: AccessView;
  readonly effects: readonly Effect[];
}

interface Seen {
  readonly steps: readonly StepView[];
  readonly objects: readonly K8sObject[];
  readonly programs: readonly ProgramView[];
}

export function viewCluster(
  wpk: Wpk | null,
  { steps, objects, programs }: Seen,
  inputs: JsonObject,
): ClusterView {
  return {
    access: accessOf(wpk, objects, inputs),
    effects: [
      ...(wpk === null ? [] : effectsOfSteps(wpk, steps, objects)),
      ...effectsOfPrograms(programs, objects),
    ],
  };
}
