import { backupVerify } from './outcomes/backup-verify.ts';
import type { Outcome } from './outcomes/outcome.ts';
import { requeueJob } from './outcomes/requeue-job.ts';
import { restartUnhealthy } from './outcomes/restart-unhealthy.ts';
import { rotateSecret } from './outcomes/rotate-secret.ts';
import { scaleOnLatency } from './outcomes/scale-on-latency.ts';

/** Of each playbook of this repository the outcomes that it is held to. */
export const OUTCOMES: readonly Outcome[] = [
  ...restartUnhealthy,
  ...scaleOnLatency,
  ...backupVerify,
  ...rotateSecret,
  ...requeueJob,
];
