import type { Page } from '../../src/model/list.ts';
import type { StoredPackage } from '../../src/model/stored-package.ts';
import { describeWorkflows } from '../../src/render/stored-package.ts';
import { AtomCommand } from '../base.ts';
import { PAGE_FLAGS } from '../page-flags.ts';

export default class WorkflowsList extends AtomCommand {
  static override summary = 'Show what the registry holds, newest first.';

  static override examples = [
    { description: 'What is there', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Names and versions for a script',
      command: `<%= config.bin %> <%= command.id %> --json | jq -r '.items[] | "\\(.name)@\\(.version)"'`,
    },
  ];

  static override flags = PAGE_FLAGS;

  async run(): Promise<Page<StoredPackage>> {
    const { flags } = await this.parse(WorkflowsList);
    await using app = await this.openApp(flags);

    const page = await app.packages.list({ cursor: flags.cursor ?? null, limit: flags.limit });

    this.log(describeWorkflows(page));
    return page;
  }
}
