import * as Args from '@oclif/core/args';
import { operatingSystemUser } from '../src/base/user.ts';
import type { PushedPackage } from '../src/model/stored-package.ts';
import { describePushed } from '../src/render/stored-package.ts';
import { AtomCommand } from './base.ts';

export default class Push extends AtomCommand {
  static override summary = 'Put a signed package into the local registry.';

  static override description = `Verifies the package against the trust policy and stores its bytes with the
signatures that count. A name and version never change once stored; pushed again, the same bytes take the signatures
of new signers. The registry lies in the home; what it holds is verified again whenever it is loaded.`;

  static override examples = [
    {
      description: 'Store a package that was just signed',
      command: '<%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk',
    },
    {
      description: 'Keep its digest in CI',
      command: '<%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk --json | jq -r .package.digest',
    },
  ];

  static override args = {
    file: Args.string({ description: 'The package; its bundles lie beside it.', required: true }),
  };

  async run(): Promise<PushedPackage> {
    const { args, flags } = await this.parse(Push);
    await using app = await this.openApp(flags);

    const pushed = await app.packages.push({ file: args.file, actor: operatingSystemUser() });

    this.log(describePushed(pushed));
    return pushed;
  }
}
