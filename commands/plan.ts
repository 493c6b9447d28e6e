import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../src/base/user.ts';
import type { Plan as PlanModel } from '../src/model/plan.ts';
import { describeNextStep, describePlan } from '../src/render/plan.ts';
import { AtomCommand } from './base.ts';
import { INPUT_FLAGS, typedInputs } from './input-flags.ts';
import { KUBE_FLAGS, kubeSettings } from './kube-flags.ts';
import { POLICY_FLAG } from './policy-flag.ts';

export default class Plan extends AtomCommand {
  static override summary = 'Show what a run would do, and keep it as a plan.';

  static override description =
    `Verifies the package, judges it, fills in the inputs and shows every step. The
plan's digest covers the package, the inputs and the choice of steps: an approval
holds for that digest alone. Nothing is started.`;

  static override examples = [
    {
      description: 'Plan the newest version in the registry',
      command: '<%= config.bin %> <%= command.id %> backup-verify -i archive=/backups/monday.tgz',
    },
    {
      description: 'Keep the plan as a file, for a review',
      command: '<%= config.bin %> <%= command.id %> backup-verify --inputs inputs.yaml -o plan.json',
    },
  ];

  static override args = {
    package: Args.string({
      description: 'A package file, or NAME[@VERSION] of the registry.',
      required: true,
    }),
  };

  static override flags = {
    ...INPUT_FLAGS,
    ...POLICY_FLAG,
    ...KUBE_FLAGS,
    output: Flags.string({ char: 'o', description: 'Also write the plan here, as JSON.', helpValue: 'FILE' }),
  };

  async run(): Promise<PlanModel> {
    const { args, flags } = await this.parse(Plan);
    await using app = await this.openApp({ home: flags.home, ...kubeSettings(flags) });

    const plan = await app.plans.create({
      ref: args.package,
      inputs: typedInputs(flags),
      selection: { skip: flags.skip ?? [], only: flags.only ?? [], resume: null },
      requester: operatingSystemUser(),
      output: flags.output ?? null,
      policy: flags.policy ?? [],
    });

    this.log(`${describePlan(plan)}\n\n${describeNextStep(plan)}`);
    return plan;
  }
}
