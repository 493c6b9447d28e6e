import * as Args from '@oclif/core/args';
import type { WorkflowDetails } from '../../src/model/stored-package.ts';
import { describeWorkflow } from '../../src/render/stored-package.ts';
import { AtomCommand } from '../base.ts';

export default class WorkflowsShow extends AtomCommand {
  static override summary = 'Show the stored versions of a workflow.';

  static override examples = [
    { description: 'All versions', command: '<%= config.bin %> <%= command.id %> backup-verify' },
    { description: 'One version', command: '<%= config.bin %> <%= command.id %> backup-verify@1.0.0 --json' },
  ];

  static override args = {
    workflow: Args.string({ description: 'NAME or NAME@VERSION.', required: true }),
  };

  async run(): Promise<WorkflowDetails> {
    const { args, flags } = await this.parse(WorkflowsShow);
    await using app = await this.openApp(flags);

    const details = await app.packages.show(args.workflow);

    this.log(describeWorkflow(details));
    return details;
  }
}
