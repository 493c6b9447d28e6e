import type { TrustListing } from '../../src/model/trust.ts';
import { describeTrustList } from '../../src/render/trust.ts';
import { AtomCommand } from '../base.ts';

export default class TrustList extends AtomCommand {
  static override summary = 'Show who may sign packages, newest first, removed ones too, and how many must.';

  static override examples = [
    { description: 'Show the trust policy', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'The ids of all that is in force',
      command:
        "<%= config.bin %> <%= command.id %> --json | jq -r '.items[] | select(.removedAt == null).id'",
    },
  ];

  async run(): Promise<TrustListing> {
    const { flags } = await this.parse(TrustList);
    await using app = await this.openApp(flags);

    const page = await app.trust.list();

    this.log(describeTrustList(page));
    return page;
  }
}
