import type { Page } from '../../src/model/list.ts';
import type { Plan } from '../../src/model/plan.ts';
import { describePlans } from '../../src/render/plan.ts';
import { AtomCommand } from '../base.ts';
import { PAGE_FLAGS } from '../page-flags.ts';

export default class PlansList extends AtomCommand {
  static override summary = 'Show the plans, newest first.';

  static override examples = [
    { description: 'The newest plans', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: "The newest plan's id",
      command: '<%= config.bin %> <%= command.id %> --limit 1 --json | jq -r .items[0].id',
    },
  ];

  static override flags = PAGE_FLAGS;

  async run(): Promise<Page<Plan>> {
    const { flags } = await this.parse(PlansList);
    await using app = await this.openApp(flags);

    const page = await app.plans.list({ cursor: flags.cursor ?? null, limit: flags.limit });

    this.log(describePlans(page));
    return page;
  }
}
