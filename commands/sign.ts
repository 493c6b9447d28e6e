import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { SignedPackage } from '../src/model/verification.ts';
import { describeSigned } from '../src/render/signature.ts';
import { AtomCommand } from './base.ts';

export default class Sign extends AtomCommand {
  static override summary = 'Sign a package or a policy.';

  static override description =
    `Writes a Sigstore bundle (v0.3) beside the file, which "cosign verify-blob" verifies,
too. Where others have signed before, their bundles stay: a second signer's is FILE.2.sigstore.json, up to 16; the
same key again replaces its own. The key is a PEM file (PKCS#8 or SEC1) or cosign's encrypted one; its password is
ATOMCTL_PASSWORD, else COSIGN_PASSWORD, else asked for. Only what opens and validates as a package or a policy is
signed.`;

  static override examples = [
    {
      description: 'Sign what "atomctl pack" made',
      command: '<%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk --key atomctl.key',
    },
    {
      description: 'Sign as the second of two who must',
      command: '<%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk --key reviewer.key',
    },
    {
      description: 'Sign in CI with a key from the environment',
      command: 'COSIGN_KEY=release.key <%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk --json',
    },
  ];

  static override args = {
    file: Args.string({ description: 'A .wpk, a lone .wpk.yaml, or a policy file.', required: true }),
  };

  static override flags = {
    key: Flags.string({ description: 'The private key file; else COSIGN_KEY.', helpValue: 'KEY' }),
    bundle: Flags.string({
      description:
        'Where the bundle goes, whatever is there; else FILE.sigstore.json, or the next free number.',
      helpValue: 'FILE',
    }),
  };

  async run(): Promise<SignedPackage> {
    const { args, flags } = await this.parse(Sign);
    await using app = await this.openApp(flags);

    const { value: key } = app.config.settings.key;
    const signed = await app.trust.sign({ file: args.file, key: key ?? undefined, bundle: flags.bundle });

    this.log(describeSigned(signed));
    return signed;
  }
}
