import * as Flags from '@oclif/core/flags';

/** Flags that say what a run is given and which of its steps are chosen. */
export const INPUT_FLAGS = {
  input: Flags.string({
    char: 'i',
    description: 'An input of the run: NAME=VALUE, or NAME=@FILE.',
    helpValue: 'NAME=VALUE',
    multiple: true,
    multipleNonGreedy: true,
  }),
  inputs: Flags.string({ description: 'A YAML or JSON file of inputs; -i wins over it.', helpValue: 'FILE' }),
  skip: Flags.string({
    description: 'Steps to leave out; they count as done.',
    helpValue: 'STEP',
    multiple: true,
  }),
  only: Flags.string({
    description: 'The only steps to run.',
    helpValue: 'STEP',
    multiple: true,
  }),
};

export interface ParsedInputFlags {
  readonly input: readonly string[] | undefined;
  readonly inputs: string | undefined;
  readonly skip: readonly string[] | undefined;
  readonly only: readonly string[] | undefined;
}

/** The flags as services take them. */
export function typedInputs({ input = [], inputs }: ParsedInputFlags): {
  pairs: readonly string[];
  file: string | null;
} {
  return { pairs: input, file: inputs ?? null };
}
