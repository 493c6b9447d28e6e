import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { operatingSystemUser } from '../../src/base/user.ts';
import type { TrustEntry } from '../../src/model/trust.ts';
import { describeTrustRemoved } from '../../src/render/trust.ts';
import { AtomCommand } from '../base.ts';

export default class TrustRemove extends AtomCommand {
  static override summary = 'Stop trusting a key or an identity.';

  static override description =
    `The entry stays, dated. What a log or a timestamp proves to be signed before stays good;
with --compromised-since only what is proven to be older than that. A signature without such a proof is refused.`;

  static override examples = [
    {
      description: 'A key goes out of use',
      command: '<%= config.bin %> <%= command.id %> trust_7f3a2k9m4x1c',
    },
    {
      description: 'A key was stolen',
      command:
        '<%= config.bin %> <%= command.id %> trust_7f3a2k9m4x1c --compromised-since 2027-01-31T12:00:00Z',
    },
  ];

  static override args = {
    id: Args.string({ description: 'Id of the entry, or how it begins.', required: true }),
  };

  static override flags = {
    'compromised-since': Flags.string({
      description: 'From when on others may have signed with it, RFC 3339.',
      helpValue: 'TIME',
    }),
  };

  async run(): Promise<TrustEntry> {
    const { args, flags } = await this.parse(TrustRemove);
    await using app = await this.openApp(flags);

    const entry = await app.trust.remove(
      { id: args.id, compromisedSince: flags['compromised-since'] },
      operatingSystemUser(),
    );

    this.log(describeTrustRemoved(entry));
    return entry;
  }
}
