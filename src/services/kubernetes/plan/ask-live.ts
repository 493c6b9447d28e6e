import { AtomError } from '../../../base/errors.ts';
import { overLimits } from '../../../kubernetes/blast-radius.ts';
import type { ServiceAccount } from '../../../model/cluster.ts';
import type { PlannedStep } from '../../../model/plan.ts';
import type { Clusters } from '../../../ports/cluster.ts';
import type { AskLive } from '../../plan-run.ts';
import { isReference, secretsOfStep } from '../../run/scope.ts';
import { planLive, refuseDenied } from './plan-live.ts';

/**
 * What a plan would do to the cluster; refused where the cluster, or the package's own blast radius, forbids it. `account`
 * is the package's own, where it was asked for before.
 */
export function liveAsker(clusters: Clusters, account?: Promise<ServiceAccount | null>): AskLive {
  return async (plan, { manifest, files }) => {
    const references = new Map(
      Object.entries(plan.inputs).flatMap(([name, value]) =>
        isReference(value) ? [[name, value] as const] : [],
      ),
    );
    const limits = manifest.spec.safety?.blastRadius ?? {};
    const secretsOf = (step: PlannedStep) => secretsOfStep(step, references);
    const earlier = plan.live ?? null;
    const answer = await planLive(clusters, { plan, files, limits, secretsOf, earlier, account });
    refuseDenied(answer.live, answer.cluster);
    const over = overLimits(answer.live.blastRadius, limits);
    if (over === undefined) return answer;
    throw new AtomError('ATOM_BLAST_RADIUS', `The plan reaches too far: ${over}`, {
      hint: 'Narrow what it changes, or raise spec.safety.blastRadius in a new version',
      details: { ...answer.live.blastRadius },
    });
  };
}
