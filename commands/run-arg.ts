import * as Args from '@oclif/core/args';

/** The run that a command is about. */
export const RUN_ARG = Args.string({
  description: 'Run id, or a prefix of it that only one run has.',
  required: true,
});
