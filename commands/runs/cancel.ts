import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { RunDetails } from '../../src/model/run-view.ts';
import { describeStopped } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { carrying } from '../carrying.ts';
import { KUBE_FLAGS, kubeSettings } from '../kube-flags.ts';
import { RUN_ARG } from '../run-arg.ts';
import { WAIT_FLAGS } from '../wait-flags.ts';

export default class RunsCancel extends AtomCommand {
  static override summary = 'End a run and what it has running.';

  static override description =
    `What was done stays, unless --rollback is given. A process that carries the run
ends it, and is waited for; --timeout bounds that, and --no-wait only asks. A run
whose process is gone is ended here; one whose process does not answer, when its
lease ends, within half a minute. Exits with 1 when a rollback failed.`;

  static override examples = [
    { description: 'End a run', command: '<%= config.bin %> <%= command.id %> run_7f3a' },
    { description: 'And undo it', command: '<%= config.bin %> <%= command.id %> run_7f3a --rollback' },
  ];

  static override args = { run: RUN_ARG };

  static override flags = {
    rollback: Flags.boolean({ description: "Carry out the package's rollback too.", default: false }),
    ...WAIT_FLAGS,
    ...KUBE_FLAGS,
  };

  async run(): Promise<RunDetails> {
    const { args, flags } = await this.parse(RunsCancel);
    await using app = await this.openApp({ home: flags.home, ...kubeSettings(flags) });
    using carry = carrying((line) => this.log(line));

    const { rollback, wait, timeout: timeoutMs = null } = flags;
    const request = { run: args.run, by: operatingSystemUser(), rollback, wait, timeoutMs };
    const run = await app.runs.cancel(request, carry.options);

    this.log(describeStopped(run));
    if (run.result === 'rollback-failed') this.exitWith(1);
    return run;
  }
}
