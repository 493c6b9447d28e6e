import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { parseDuration } from '../src/base/duration.ts';
import { operatingSystemUser } from '../src/base/user.ts';
import type { Approved } from '../src/model/plan.ts';
import { describeApproved } from '../src/render/plan.ts';
import { AtomCommand } from './base.ts';

const duration = Flags.custom<number>({
  helpValue: '<30s|15m|4h|2d>',
  parse: async (text) => parseDuration(text),
});

export default class Approve extends AtomCommand {
  static override summary = 'Let a plan run, or answer a step that asks.';

  static override description = `Records who allowed this exact plan and why. The approval names the plan's
digest, so a plan that changes afterwards needs a new one; it is used once.
RUN/STEP answers an approval step of a run that waits.`;

  static override examples = [
    {
      description: 'Approve for the rest of the maintenance window',
      command: '<%= config.bin %> <%= command.id %> plan_7f3a2k9m4x1c --reason "CHG-1042" --expires-in 2h',
    },
    {
      description: 'Answer the step that waits',
      command: '<%= config.bin %> <%= command.id %> run_7f3a2k9m4x1c/confirm --reason "seen the numbers"',
    },
  ];

  static override args = {
    plan: Args.string({ description: 'Plan id or digest (sha256:…), or RUN/STEP.', required: true }),
  };

  static override flags = {
    reason: Flags.string({
      char: 'r',
      description: 'Why this may run; kept in the audit log.',
      helpValue: 'TEXT',
      required: true,
    }),
    'expires-in': duration({
      description:
        'How long the approval holds; never longer than the package allows. Default: as long as that.',
    }),
  };

  async run(): Promise<Approved> {
    const { args, flags } = await this.parse(Approve);
    await using app = await this.openApp(flags);

    const approved = await app.plans.approve({
      subject: args.plan,
      actor: operatingSystemUser(),
      reason: flags.reason,
      ttlMs: flags['expires-in'] ?? null,
    });

    this.log(describeApproved(approved));
    return approved;
  }
}
