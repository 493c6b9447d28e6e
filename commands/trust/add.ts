import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { AtomError } from '../../src/base/errors.ts';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { TrustAddition, TrustEntry } from '../../src/model/trust.ts';
import { describeTrustAdded } from '../../src/render/trust.ts';
import { AtomCommand } from '../base.ts';

export default class TrustAdd extends AtomCommand {
  static override summary = 'Trust a key or an identity to sign packages or policies.';

  static override description =
    `Adds an entry to the trust policy (trust.yaml in the home) and records that in the audit
chain. The policy starts empty. A trusted root is copied into it: changing the file later changes nothing.`;

  static override examples = [
    {
      description: 'Trust a key for every package of this tenant',
      command: '<%= config.bin %> <%= command.id %> atomctl.pub',
    },
    {
      description: 'Trust a CI workflow for some packages, and let it except a rule',
      command:
        "<%= config.bin %> <%= command.id %> --certificate-identity https://github.com/acme/ops/.github/workflows/release.yml@refs/heads/main --certificate-oidc-issuer https://token.actions.githubusercontent.com --packages 'backup-*' --may-except host-path",
    },
  ];

  static override args = {
    pubkey: Args.string({ description: 'A public key in PEM.' }),
  };

  static override flags = {
    'certificate-identity': Flags.string({
      description: 'The identity, exactly as its certificates name it.',
      helpValue: 'I',
      dependsOn: ['certificate-oidc-issuer'],
    }),
    'certificate-oidc-issuer': Flags.string({
      description: 'The OIDC issuer that vouches for the identity.',
      helpValue: 'U',
      dependsOn: ['certificate-identity'],
    }),
    'trusted-root': Flags.string({
      description:
        'The trusted_root.json that judges its certificates, logs and timestamps; else the public-good one.',
      helpValue: 'FILE',
    }),
    packages: Flags.string({
      description: 'Names that it may sign, with * and ?; else all. May be repeated.',
      helpValue: 'GLOB',
      multiple: true,
      multipleNonGreedy: true,
    }),
    policies: Flags.string({
      description:
        'Names of policies that it may sign, with * and ?; else none. Without --packages, it may sign no package then. May be repeated.',
      helpValue: 'GLOB',
      multiple: true,
      multipleNonGreedy: true,
    }),
    tenant: Flags.string({ description: 'The tenant that it may sign for; else this one.', helpValue: 'T' }),
    'may-except': Flags.string({
      description: 'A policy rule that its packages may be excepted from. May be repeated.',
      helpValue: 'RULE',
      multiple: true,
      multipleNonGreedy: true,
    }),
  };

  async run(): Promise<TrustEntry> {
    const { args, flags } = await this.parse(TrustAdd);
    await using app = await this.openApp({ home: flags.home });

    const addition: TrustAddition = {
      signer: signerOf(args.pubkey, flags['certificate-identity'], flags['certificate-oidc-issuer']),
      trustedRoot: flags['trusted-root'],
      packages: flags.packages ?? [],
      policies: flags.policies ?? [],
      tenant: flags.tenant,
      mayExcept: flags['may-except'] ?? [],
    };
    const entry = await app.trust.add(addition, operatingSystemUser());

    this.log(describeTrustAdded(entry));
    return entry;
  }
}

function signerOf(
  file: string | undefined,
  identity: string | undefined,
  issuer: string | undefined,
): TrustAddition['signer'] {
  if (file !== undefined && identity === undefined) return { kind: 'key', file };
  if (file === undefined && identity !== undefined && issuer !== undefined) {
    return { kind: 'identity', identity, issuer };
  }
  throw new AtomError('ATOM_USAGE', 'Name a public key, or else an identity and its issuer', {
    hint: 'atomctl trust add atomctl.pub',
  });
}
