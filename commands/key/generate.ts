import * as Flags from '@oclif/core/flags';
import type { GeneratedKey } from '../../src/model/verification.ts';
import { describeGeneratedKey } from '../../src/render/signature.ts';
import { AtomCommand } from '../base.ts';

export default class KeyGenerate extends AtomCommand {
  static override summary = 'Make a key pair that signs packages.';

  static override description =
    `Writes atomctl.key (ECDSA P-256, encrypted with the password) and atomctl.pub, in
cosign's formats: "cosign sign-blob --key atomctl.key" works, too. The password is ATOMCTL_PASSWORD, else
COSIGN_PASSWORD, else asked for; it may be empty. Making a key trusts nothing: see "atomctl trust add".`;

  static override examples = [
    { description: 'Make a pair here', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Make one in a script, without a question',
      command: 'ATOMCTL_PASSWORD="$SECRET" <%= config.bin %> <%= command.id %> --out keys --json',
    },
  ];

  static override flags = {
    out: Flags.string({
      description: 'An existing folder that the two files go to.',
      default: '.',
      helpValue: 'DIR',
    }),
  };

  async run(): Promise<GeneratedKey> {
    const { flags } = await this.parse(KeyGenerate);
    await using app = await this.openApp(flags);

    const generated = await app.trust.generateKey(flags.out);

    this.log(describeGeneratedKey(generated));
    return generated;
  }
}
