import type { RunDetails } from '../../src/model/run-view.ts';
import { describeRun } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { RUN_ARG } from '../run-arg.ts';

export default class RunsShow extends AtomCommand {
  static override summary = 'Show a run and its steps.';

  static override examples = [
    {
      description: 'Steps, errors, and what to do next',
      command: '<%= config.bin %> <%= command.id %> run_7f3a',
    },
    {
      description: 'The outputs of one step',
      command: `<%= config.bin %> <%= command.id %> run_7f3a --json | jq '.steps[] | select(.name == "verify").outputs'`,
    },
  ];

  static override args = { run: RUN_ARG };

  async run(): Promise<RunDetails> {
    const { args, flags } = await this.parse(RunsShow);
    await using app = await this.openApp(flags);

    const run = await app.runs.show(args.run);

    this.log(describeRun(run));
    return run;
  }
}
