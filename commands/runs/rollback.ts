import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { RollbackPreview, RunDetails } from '../../src/model/run-view.ts';
import { describeRollback } from '../../src/render/rollback.ts';
import { describeStopped } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { carrying } from '../carrying.ts';
import { KUBE_FLAGS, kubeSettings } from '../kube-flags.ts';
import { RUN_ARG } from '../run-arg.ts';
import { WAIT_FLAGS } from '../wait-flags.ts';

export default class RunsRollback extends AtomCommand {
  static override summary = 'End a run that has not ended, and undo what it did.';

  static override description =
    `The rollback is part of the approved plan: it needs no second approval, and may
run after the approval has expired. Its steps run one after the other, in the order
that the package gives them. A rollback that is itself cut off goes on where it was
with runs resume. Exits with 1 when it failed, and says what is left to do by hand.`;

  static override examples = [
    {
      description: 'See what would be undone, and what cannot be',
      command: '<%= config.bin %> <%= command.id %> run_7f3a --dry-run',
    },
    { description: 'Undo an interrupted run', command: '<%= config.bin %> <%= command.id %> run_7f3a' },
    {
      description: 'In a script',
      command: '<%= config.bin %> <%= command.id %> run_7f3a --json | jq -r .result',
    },
  ];

  static override args = { run: RUN_ARG };

  static override flags = {
    'dry-run': Flags.boolean({ description: 'Only say what would be done.' }),
    ...WAIT_FLAGS,
    ...KUBE_FLAGS,
  };

  async run(): Promise<RunDetails | RollbackPreview> {
    const { args, flags } = await this.parse(RunsRollback);
    await using app = await this.openApp({ home: flags.home, ...kubeSettings(flags) });
    if (flags['dry-run']) {
      const preview = await app.runs.previewRollback(args.run);
      this.log(describeRollback(preview));
      return preview;
    }
    using carry = carrying((line) => this.log(line));

    const { wait, timeout: timeoutMs = null } = flags;
    const request = { run: args.run, by: operatingSystemUser(), rollback: true, wait, timeoutMs };
    const run = await app.runs.cancel(request, carry.options);

    this.log(describeStopped(run));
    if (run.result === 'rollback-failed') this.exitWith(1);
    return run;
  }
}
