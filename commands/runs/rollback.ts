import { operatingSystemUser } from '../../src/base/user.ts';
import type { RunRecord } from '../../src/model/run.ts';
import { describeRunState } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { carrying } from '../carrying.ts';
import { RUN_ARG } from '../run-arg.ts';

export default class RunsRollback extends AtomCommand {
  static override summary = 'End a run that has not ended, and undo what it did.';

  static override description =
    `The rollback is part of the approved plan: it needs no second approval, and may
run after the approval has expired.`;

  static override examples = [
    { description: 'Undo an interrupted run', command: '<%= config.bin %> <%= command.id %> run_7f3a' },
    {
      description: 'In a script',
      command: '<%= config.bin %> <%= command.id %> run_7f3a --json | jq -r .result',
    },
  ];

  static override args = { run: RUN_ARG };

  async run(): Promise<RunRecord> {
    const { args, flags } = await this.parse(RunsRollback);
    await using app = await this.openApp(flags);
    using carry = carrying((line) => this.log(line));

    const request = { run: args.run, by: operatingSystemUser(), rollback: true };
    const run = await app.runs.cancel(request, carry.options);

    this.log(describeRunState(run));
    if (run.result === 'rollback-failed') this.exitWith(1);
    return run;
  }
}
