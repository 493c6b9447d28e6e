import * as Args from '@oclif/core/args';
import type { PackageDiff } from '../src/model/packages.ts';
import { describeDiff } from '../src/render/package-diff.ts';
import { AtomCommand } from './base.ts';

export default class Diff extends AtomCommand {
  static override summary = 'Show what differs between two packages.';

  static override description =
    `Fields of the manifest that changed, files that came, went or changed, and small
text files line by line. Exits 0 when the packages are the same, 1 when they differ.`;

  static override examples = [
    {
      description: 'What an update would bring',
      command: '<%= config.bin %> <%= command.id %> restart-1.0.0.wpk restart-1.1.0.wpk',
    },
    {
      description: 'Check in CI that the folder is what was released',
      command: '<%= config.bin %> <%= command.id %> restart-1.0.0.wpk playbooks/restart --json',
    },
  ];

  static override args = {
    a: Args.string({ description: 'A .wpk, a .wpk.yaml, or a folder.', required: true }),
    b: Args.string({ description: 'What to compare it with.', required: true }),
  };

  async run(): Promise<PackageDiff> {
    const { args, flags } = await this.parse(Diff);
    await using app = await this.openApp(flags);

    const diff = await app.packages.diff(args.a, args.b);

    this.log(describeDiff(diff));
    if (!diff.same) this.exitWith(1);
    return diff;
  }
}
