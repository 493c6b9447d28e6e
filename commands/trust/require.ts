import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import { MAX_SIGNATURES, type TrustRequirement } from '../../src/model/trust.ts';
import { describeRequired } from '../../src/render/trust.ts';
import { AtomCommand } from '../base.ts';

export default class TrustRequire extends AtomCommand {
  static override summary = 'Say how many must sign a package or policy.';

  static override description =
    `So many distinct signers, each of them trusted for it, must have signed a package. A
signer counts once, however many entries or signatures it has. Where several numbers cover a name the highest holds;
where none does, one signer is enough, and 1 takes a number back. A rule is excepted only if as many of the signers may
except it. The change is recorded in the audit chain.`;

  static override examples = [
    {
      description: 'Two people for everything that touches production',
      command: "<%= config.bin %> <%= command.id %> 2 --packages 'prod-*'",
    },
    {
      description: 'Two for the policies that grant exceptions',
      command: "<%= config.bin %> <%= command.id %> 2 --policies '*'",
    },
    {
      description: 'One is enough again',
      command: "<%= config.bin %> <%= command.id %> 1 --packages 'prod-*'",
    },
  ];

  static override args = {
    signers: Args.string({ description: `How many, from 1 to ${MAX_SIGNATURES}.`, required: true }),
  };

  static override flags = {
    packages: Flags.string({
      description: 'Names of packages that it is about, with * and ?; else all.',
      helpValue: 'GLOB',
    }),
    policies: Flags.string({
      description: 'Names of policies that it is about, in place of packages.',
      helpValue: 'GLOB',
      exclusive: ['packages'],
    }),
    tenant: Flags.string({ description: 'The tenant that it is about; else this one.', helpValue: 'T' }),
  };

  async run(): Promise<TrustRequirement> {
    const { args, flags } = await this.parse(TrustRequire);
    await using app = await this.openApp({ home: flags.home });

    const { packages, policies, tenant } = flags;
    const change = { packages, policies, tenant, signers: Number(args.signers) };
    const requirement = await app.trust.require(change, operatingSystemUser());

    this.log(describeRequired(requirement));
    return requirement;
  }
}
