import type { StepType } from '../../model/generated/manifest.ts';

/** The step types that `allExecutors` carries out, to be known without loading them. */
export const EXECUTED = [
  'shell',
  'script',
  'docker',
  'http',
  'wait',
  'check',
  'notify',
  'approval',
  'prometheus',
  'vault',
] as const satisfies readonly StepType[];
