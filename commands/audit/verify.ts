import * as Flags from '@oclif/core/flags';
import type { AuditReport } from '../../src/model/audit.ts';
import { describeAuditReport } from '../../src/render/audit.ts';
import { AtomCommand } from '../base.ts';

export default class AuditVerify extends AtomCommand {
  static override summary = 'Prove that the audit chain was not changed.';

  static override description = `Walks the chain from its first record. Any edit, drop or reorder is found.
A cut tail, or a store that was put back as a whole, is found against a head
that was kept elsewhere: every run prints one.`;

  static override examples = [
    { description: 'Verify the chain', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'Verify that it goes on from a head that was kept',
      command: '<%= config.bin %> <%= command.id %> --checkpoint head.txt',
    },
  ];

  static override flags = {
    checkpoint: Flags.string({
      description: 'A head that was kept: SIZE:HASH, or a file that holds one.',
      helpValue: 'HEAD',
    }),
  };

  async run(): Promise<AuditReport> {
    const { flags } = await this.parse(AuditVerify);
    await using app = await this.openApp(flags);

    const report = await app.audit.verify(flags.checkpoint);

    this.log(describeAuditReport(report));
    return report;
  }
}
