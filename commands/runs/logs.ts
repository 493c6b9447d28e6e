import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { printable } from '../../src/render/printable.ts';
import { AtomCommand } from '../base.ts';
import { RUN_ARG } from '../run-arg.ts';

export interface RunLogsResult {
  readonly items: readonly {
    readonly step: string;
    readonly phase: string;
    readonly attempt: number;
    readonly text: string;
  }[];
}

export default class RunsLogs extends AtomCommand {
  static override summary = 'Print what the steps of a run wrote.';

  static override description = `Byte for byte as it was written, with secrets replaced by [secret NAME]; on a
terminal, what could move the cursor is made visible.`;

  static override examples = [
    { description: 'Follow a run that goes on', command: '<%= config.bin %> <%= command.id %> run_7f3a -f' },
    {
      description: 'One step, into a file',
      command: '<%= config.bin %> <%= command.id %> run_7f3a verify > verify.log',
    },
  ];

  static override args = { run: RUN_ARG, step: Args.string({ description: 'Only this step.' }) };

  static override flags = {
    follow: Flags.boolean({ char: 'f', description: 'Go on until the run stops.' }),
  };

  async run(): Promise<RunLogsResult> {
    const { args, flags } = await this.parse(RunsLogs);
    await using app = await this.openApp(flags);

    const query = { run: args.run, step: args.step ?? null, follow: flags.follow };
    if (this.jsonEnabled()) return { items: await app.runs.logTexts(query) };
    for await (const { bytes } of app.runs.logs(query)) {
      process.stdout.write(process.stdout.isTTY ? printable(Buffer.from(bytes).toString()) : bytes);
    }
    return { items: [] };
  }
}
