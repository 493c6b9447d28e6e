import * as Flags from '@oclif/core/flags';
import type { Page } from '../../src/model/list.ts';
import type { RunRecord } from '../../src/model/run.ts';
import { describeRuns } from '../../src/render/run.ts';
import { AtomCommand } from '../base.ts';
import { PAGE_FLAGS } from '../page-flags.ts';

const STATES = ['running', 'waiting', 'paused', 'interrupted', 'rolling-back', 'ended'] as const;

export default class RunsList extends AtomCommand {
  static override summary = 'Show runs, newest first.';

  static override description = `A run whose process is gone is shown as interrupted: resume it.`;

  static override examples = [
    { description: 'The newest runs', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: 'What waits for somebody',
      command: '<%= config.bin %> <%= command.id %> --state waiting --json',
    },
  ];

  static override flags = {
    ...PAGE_FLAGS,
    package: Flags.string({ description: 'Only runs of this package.', helpValue: 'NAME' }),
    state: Flags.option({ description: 'Only runs in this state.', options: STATES })(),
  };

  async run(): Promise<Page<RunRecord>> {
    const { flags } = await this.parse(RunsList);
    await using app = await this.openApp(flags);

    const { cursor = null, limit, state, package: name } = flags;
    const page = await app.runs.list({ cursor, limit, state, package: name });

    this.log(describeRuns(page));
    return page;
  }
}
