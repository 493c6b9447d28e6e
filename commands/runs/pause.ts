import { operatingSystemUser } from '../../src/base/user.ts';
import type { RunRecord } from '../../src/model/run.ts';
import { describeRunState } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { RUN_ARG } from '../run-arg.ts';

export default class RunsPause extends AtomCommand {
  static override summary = 'Let running steps end and start no others.';

  static override description =
    `The process that carries the run sees it within a moment, and exits 5 when its
running steps have ended. runs resume goes on.`;

  static override examples = [
    { description: 'Pause a run', command: '<%= config.bin %> <%= command.id %> run_7f3a' },
    {
      description: 'In a script',
      command: '<%= config.bin %> <%= command.id %> run_7f3a --json | jq -r .state',
    },
  ];

  static override args = { run: RUN_ARG };

  async run(): Promise<RunRecord> {
    const { args, flags } = await this.parse(RunsPause);
    await using app = await this.openApp(flags);

    const run = await app.runs.pause(args.run, operatingSystemUser());

    this.log(describeRunState(run));
    return run;
  }
}
