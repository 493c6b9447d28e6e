import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { Verification } from '../src/model/verification.ts';
import { describeVerification } from '../src/render/signature.ts';
import { AtomCommand } from './base.ts';
import { trustSource } from './trust-source.ts';

export default class Verify extends AtomCommand {
  static override summary = 'Check that a package or policy is signed by somebody trusted.';

  static override description =
    `Without flags the trust policy of this home decides ("atomctl trust list"); with
--key or --certificate-identity the one who is named there must have signed. Reads the Sigstore bundles beside
the file (v0.1 to v0.3, made with a key or keyless) or a legacy .sig. As many trusted signers as "atomctl trust
require" asks for must have signed; a signature that does not count takes nothing away, and is named. A policy file (kind: PolicyRules) must be signed
by those whom the trust policy lets sign policies of its name. Opens no socket: trust roots are files. Without --trusted-root, certificates, logs and timestamps are judged by the public-good root that ships inside.`;

  static override examples = [
    {
      description: 'Ask the trust policy',
      command: '<%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk',
    },
    {
      description: 'Ask it of bundles that came by other ways',
      command:
        '<%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk --bundle ada.json --bundle bob.json',
    },
    {
      description: 'Ask who signed a policy, and under which trust entry',
      command: '<%= config.bin %> <%= command.id %> policies/acme.yaml',
    },
    {
      description: 'Ask whether a CI workflow signed it',
      command:
        '<%= config.bin %> <%= command.id %> backup-verify-1.0.0.wpk --certificate-identity https://github.com/acme/ops/.github/workflows/release.yml@refs/heads/main --certificate-oidc-issuer https://token.actions.githubusercontent.com',
    },
  ];

  static override args = {
    file: Args.string({ description: 'A .wpk, a lone .wpk.yaml or a policy file.', required: true }),
  };

  static override flags = {
    bundle: Flags.string({
      description:
        'The Sigstore bundle; else FILE.sigstore.json, FILE.2.sigstore.json and so on. May be repeated.',
      helpValue: 'FILE',
      exclusive: ['signature'],
      multiple: true,
      multipleNonGreedy: true,
    }),
    signature: Flags.string({ description: 'A legacy base64 signature.', helpValue: 'FILE' }),
    key: Flags.string({
      description: 'The public key whose owner must have signed.',
      helpValue: 'PUB',
      exclusive: ['trust', 'certificate-identity'],
    }),
    trust: Flags.string({
      description: 'Another trust policy than that of this home.',
      helpValue: 'FILE',
      exclusive: ['certificate-identity', 'trusted-root'],
    }),
    'certificate-identity': Flags.string({
      description: 'The identity that must have signed, exactly as its certificate names it.',
      helpValue: 'I',
      dependsOn: ['certificate-oidc-issuer'],
    }),
    'certificate-oidc-issuer': Flags.string({
      description: 'The OIDC issuer that vouched for the identity.',
      helpValue: 'U',
      dependsOn: ['certificate-identity'],
    }),
    'trusted-root': Flags.string({
      description: 'The trusted_root.json of a private Sigstore.',
      helpValue: 'FILE',
    }),
    type: Flags.string({
      description: "What an attestation must say; else cosign's own type of a plain signature.",
      helpValue: 'URI',
    }),
  };

  async run(): Promise<Verification> {
    const { args, flags } = await this.parse(Verify);
    await using app = await this.openApp({ home: flags.home });

    const signatures = flags.signature === undefined ? flags.bundle : [flags.signature];
    const verification = await app.trust.verify({
      file: args.file,
      trust: trustSource(flags),
      ...(signatures !== undefined && { signatures }),
      ...(flags.type !== undefined && { predicateType: flags.type }),
    });

    this.log(describeVerification(verification));
    return verification;
  }
}
