import type { Plan, PlannedStep } from '../../src/model/plan.ts';

/** A plan of these steps, which allows everything else. */
export function planWith(...steps: PlannedStep[]): Plan {
  return {
    id: 'plan_1',
    digest: 'sha256:1',
    createdAt: new Date(0).toISOString(),
    createdBy: 'ana',
    package: { name: 'p', version: '1.0.0', digest: 'sha256:2' },
    inputs: {},
    selection: { skip: [], only: [], resume: null },
    steps,
    rollback: [],
    maxParallel: 2,
    timeoutMs: null,
    outputBytes: 1000,
    limits: { cpu: null, memoryBytes: null },
    egress: [],
    locks: [],
    concurrency: null,
    approval: { approvers: 1, expiresInMs: 1000, separateFromRequester: false },
    unknowns: [],
    enforced: [],
    notEnforced: [],
    verdict: { class: 'safe', score: 0, policyDigest: 'sha256:3' },
  };
}
