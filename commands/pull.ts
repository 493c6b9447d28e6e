import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { PulledPackage } from '../src/model/stored-package.ts';
import { describePulled } from '../src/render/stored-package.ts';
import { AtomCommand } from './base.ts';

export default class Pull extends AtomCommand {
  static override summary = 'Take a package out of the registry, with its signatures.';

  static override description = `Verifies the stored bytes again and writes NAME-VERSION.wpk and its bundles.
Without a version the highest one is taken that is no pre-release.`;

  static override examples = [
    { description: 'The newest version', command: '<%= config.bin %> <%= command.id %> backup-verify' },
    {
      description: 'One version, into a folder',
      command: '<%= config.bin %> <%= command.id %> backup-verify@1.0.0 --to carry',
    },
  ];

  static override args = {
    package: Args.string({ description: 'NAME or NAME@VERSION.', required: true }),
  };

  static override flags = {
    to: Flags.string({ description: 'The folder to write into.', default: '.', helpValue: 'DIR' }),
  };

  async run(): Promise<PulledPackage> {
    const { args, flags } = await this.parse(Pull);
    await using app = await this.openApp(flags);

    const pulled = await app.packages.pull({ ref: args.package, folder: flags.to });

    this.log(describePulled(pulled));
    return pulled;
  }
}
