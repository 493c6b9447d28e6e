import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { RunRecord } from '../../src/model/run.ts';
import { describeRunState } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { carrying } from '../carrying.ts';
import { RUN_ARG } from '../run-arg.ts';

export default class RunsCancel extends AtomCommand {
  static override summary = 'End a run and what it has running.';

  static override description =
    `What was done stays, unless --rollback is given. A run whose process is gone is
ended here; one whose process does not answer, when its lease ends, within half a minute.`;

  static override examples = [
    { description: 'End a run', command: '<%= config.bin %> <%= command.id %> run_7f3a' },
    { description: 'And undo it', command: '<%= config.bin %> <%= command.id %> run_7f3a --rollback' },
  ];

  static override args = { run: RUN_ARG };

  static override flags = {
    rollback: Flags.boolean({ description: "Carry out the package's rollback too." }),
  };

  async run(): Promise<RunRecord> {
    const { args, flags } = await this.parse(RunsCancel);
    await using app = await this.openApp(flags);
    using carry = carrying((line) => this.log(line));

    const request = { run: args.run, by: operatingSystemUser(), rollback: flags.rollback };
    const run = await app.runs.cancel(request, carry.options);

    this.log(describeRunState(run));
    if (run.result === 'rollback-failed') this.exitWith(1);
    return run;
  }
}
