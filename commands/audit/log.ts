import * as Flags from '@oclif/core/flags';
import type { ListedAuditRecord } from '../../src/model/audit.ts';
import type { Page } from '../../src/model/list.ts';
import { describeAuditLog } from '../../src/render/audit.ts';
import { AtomCommand } from '../base.ts';
import { PAGE_FLAGS } from '../page-flags.ts';

export default class AuditLog extends AtomCommand {
  static override summary = 'Show what was done, by whom, newest first.';

  static override examples = [
    { description: 'The newest records', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'All that was done to one run',
      command: '<%= config.bin %> <%= command.id %> --subject run_7f3a2k9m4x1c --json',
    },
  ];

  static override flags = {
    ...PAGE_FLAGS,
    subject: Flags.string({ description: 'Only records about this package, plan or run.' }),
  };

  async run(): Promise<Page<ListedAuditRecord>> {
    const { flags } = await this.parse(AuditLog);
    await using app = await this.openApp(flags);

    const page = await app.audit.log({
      cursor: flags.cursor ?? null,
      limit: flags.limit,
      subject: flags.subject,
    });

    this.log(describeAuditLog(page));
    return page;
  }
}
