import * as Args from '@oclif/core/args';
import type { Explanation } from '../src/model/explanation.ts';
import { describeExplanation } from '../src/render/explanation.ts';
import { AtomCommand } from './base.ts';

export default class Explain extends AtomCommand {
  static override summary = 'Explain a field of the manifest, with examples.';

  static override description =
    `Says what a field means, its type, default and examples, and which fields it has.
A field is named as it is nested, with or without spec; shell.with and schedule.cron name a type's
own fields; expressions explains CEL.`;

  static override examples = [
    { description: 'What a step can say', command: '<%= config.bin %> <%= command.id %> spec.handlers' },
    {
      description: "What a shell step's settings are",
      command: '<%= config.bin %> <%= command.id %> shell.with',
    },
  ];

  static override args = {
    field: Args.string({ description: 'A field, such as spec.safety.approval. Absent: the whole manifest.' }),
  };

  async run(): Promise<Explanation> {
    const { args, flags } = await this.parse(Explain);
    await using app = await this.openApp(flags);

    const explanation = await app.packages.explain(args.field ?? '');

    this.log(describeExplanation(explanation));
    return explanation;
  }
}
