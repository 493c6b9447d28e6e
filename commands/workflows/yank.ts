import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { YankedPackage } from '../../src/model/stored-package.ts';
import { AtomCommand } from '../base.ts';

export default class WorkflowsYank extends AtomCommand {
  static override summary = 'Let nobody plan a version any more.';

  static override description =
    `The version stays stored, so that runs which hold it can go on and records can be
read. It cannot be planned, and the same version cannot be pushed with other bytes.`;

  static override examples = [
    {
      description: 'Withdraw a bad version',
      command: '<%= config.bin %> <%= command.id %> backup-verify@1.0.0 --reason "misses empty folders"',
    },
    {
      description: 'In a script',
      command: '<%= config.bin %> <%= command.id %> backup-verify@1.0.0 --reason INC-7 --json',
    },
  ];

  static override args = {
    workflow: Args.string({ description: 'NAME@VERSION.', required: true }),
  };

  static override flags = {
    reason: Flags.string({ char: 'r', description: 'Why; kept in the audit log.', required: true }),
  };

  async run(): Promise<YankedPackage> {
    const { args, flags } = await this.parse(WorkflowsYank);
    await using app = await this.openApp(flags);

    const yanked = await app.packages.yank({
      ref: args.workflow,
      actor: operatingSystemUser(),
      reason: flags.reason,
    });

    this.log(`${yanked.package.name}@${yanked.package.version} is yanked`);
    return yanked;
  }
}
