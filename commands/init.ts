import os from 'node:os';
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { NewPackage } from '../src/model/new-package.ts';
import { describeNewPackage } from '../src/render/new-package.ts';
import { AtomCommand } from './base.ts';

export default class Init extends AtomCommand {
  static override summary = 'Begin a package that validates, with a test of its own.';

  static override description =
    `Writes a directory NAME with a manifest, a script, a README and a test. It overwrites nothing.`;

  static override examples = [
    { description: 'Begin a package', command: '<%= config.bin %> <%= command.id %> rotate-logs' },
    {
      description: 'Begin one for a team',
      command: '<%= config.bin %> <%= command.id %> rotate-logs --author sre@example.org',
    },
  ];

  static override args = {
    name: Args.string({ description: 'Its name: small letters, digits and -.', required: true }),
  };

  static override flags = {
    author: Flags.string({
      description: 'Who answers for it. Default: the user of this machine.',
      helpValue: 'TEXT',
    }),
  };

  async run(): Promise<NewPackage> {
    const { args, flags } = await this.parse(Init);
    await using app = await this.openApp(flags);

    const author = flags.author ?? os.userInfo().username;
    const made = await app.packages.init({ name: args.name, author, parent: process.cwd() });

    this.log(describeNewPackage(made));
    return made;
  }
}
