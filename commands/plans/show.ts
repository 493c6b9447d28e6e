import * as Args from '@oclif/core/args';
import type { PlannedRecord } from '../../src/model/plan.ts';
import { describePlannedRecord } from '../../src/render/plan.ts';
import { AtomCommand } from '../base.ts';

export default class PlansShow extends AtomCommand {
  static override summary = 'Show one plan and its newest approval.';

  static override examples = [
    {
      description: 'Read it before approving it',
      command: '<%= config.bin %> <%= command.id %> plan_7f3a2k9m4x1c',
    },
    {
      description: 'Who approved it',
      command: '<%= config.bin %> <%= command.id %> plan_7f3a2k9m4x1c --json | jq .approval',
    },
  ];

  static override args = {
    plan: Args.string({ description: 'Plan id, the beginning of one, or a digest.', required: true }),
  };

  async run(): Promise<PlannedRecord> {
    const { args, flags } = await this.parse(PlansShow);
    await using app = await this.openApp(flags);

    const record = await app.plans.show(args.plan);

    this.log(describePlannedRecord(record));
    return record;
  }
}
