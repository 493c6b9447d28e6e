import * as Args from '@oclif/core/args';
import { type CompletionScript, SHELLS, type Shell } from '../src/model/completion.ts';
import { completionScript } from '../src/render/completion/script.ts';
import { AtomCommand } from './base.ts';

const shell = Args.custom<Shell>({ options: [...SHELLS] });

export default class Completion extends AtomCommand {
  static override summary = 'Print a script that completes atomctl in your shell.';

  static override description = `It completes commands, flags and the values that they take, from what this
atomctl knows; print it again after an update.`;

  static override examples = [
    {
      description: 'For this bash session',
      command: 'source <(<%= config.bin %> <%= command.id %> bash)',
    },
    {
      description: 'For every fish session',
      command: '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/atomctl.fish',
    },
  ];

  static override args = {
    shell: shell({ description: 'The shell to complete in.', required: true }),
  };

  async run(): Promise<CompletionScript> {
    const { args } = await this.parse(Completion);

    const completion = completionScript(args.shell, this.config.commands);

    this.log(completion.script.trimEnd());
    return completion;
  }
}
