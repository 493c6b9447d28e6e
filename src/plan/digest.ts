import { canonicalJson } from '../base/canonical.ts';
import { type Digest, digestOf } from '../base/digest.ts';
import { AtomError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { PlanPreview } from '../model/plan.ts';
import { boundChange } from './bound-change.ts';

export type Bound = Pick<PlanPreview, 'package' | 'inputs' | 'selection' | 'cluster' | 'live'>;

/**
 * What an approval binds: package digest, inputs, selection, and of the live diff what the plan sets or deletes.
 * @throws {AtomError} ATOM_INPUT_INVALID for an input without an exact JSON form.
 */
export function planDigest({ package: { digest }, inputs, selection, cluster, live }: Bound): Digest {
  const { skip, only, resume } = selection;
  const bound: Json = {
    package: digest,
    inputs,
    selection: {
      skip: skip.toSorted(),
      only: only.toSorted(),
      resume: resume === null ? null : { ...resume },
    },
    diff: (live?.changes ?? []).map(boundChange),
    ...(cluster !== undefined && { cluster: { server: cluster.server, namespace: cluster.namespace } }),
  };
  try {
    return digestOf(canonicalJson(bound));
  } catch (cause) {
    throw new AtomError(
      'ATOM_INPUT_INVALID',
      `An input has no exact JSON form: ${cause instanceof Error ? cause.message : ''}`,
      {
        hint: 'Give large numbers as text',
        cause,
      },
    );
  }
}
