import * as Flags from '@oclif/core/flags';

/** The flag that adds policy files for one command. */
export const POLICY_FLAG = {
  policy: Flags.string({
    description:
      'A policy file, or a folder of them, that judges beside the built-in rules and the policy of the settings. May be repeated.',
    helpValue: 'PATH',
    multiple: true,
    multipleNonGreedy: true,
  }),
};
