import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import type { LogPage } from '../../src/model/log.ts';
import { printable } from '../../src/render/printable.ts';
import { AtomCommand } from '../base.ts';
import { RUN_ARG } from '../run-arg.ts';

export default class RunsLogs extends AtomCommand {
  static override summary = 'Print what the steps of a run wrote.';

  static override description = `Byte for byte as it was written, with secrets replaced by [secret NAME]; on a
terminal, what could move the cursor is made visible. Only what is printed is read,
and held to its digest. With --json at most 16 MiB at once; "next" is where to go on.`;

  static override examples = [
    { description: 'Follow a run that goes on', command: '<%= config.bin %> <%= command.id %> run_7f3a -f' },
    {
      description: 'One step, into a file',
      command: '<%= config.bin %> <%= command.id %> run_7f3a verify > verify.log',
    },
    {
      description: 'The last lines of what it said of errors',
      command: '<%= config.bin %> <%= command.id %> run_7f3a verify --stream stderr --tail 20',
    },
  ];

  static override args = { run: RUN_ARG, step: Args.string({ description: 'Only this step.' }) };

  static override flags = {
    follow: Flags.boolean({ char: 'f', description: 'Go on until the run stops.' }),
    stream: Flags.option({ description: 'Only this stream.', options: ['stdout', 'stderr'] as const })(),
    from: Flags.integer({ description: 'Begin with this byte.', helpValue: 'N', min: 0, default: 0 }),
    bytes: Flags.integer({ description: 'At most so many bytes.', helpValue: 'N', min: 1 }),
    tail: Flags.integer({
      description: 'Begin with the last N lines.',
      helpValue: 'N',
      min: 0,
      exclusive: ['from'],
    }),
  };

  async run(): Promise<LogPage> {
    const { args, flags } = await this.parse(RunsLogs);
    await using app = await this.openApp(flags);

    const { follow, stream = null, bytes = Infinity, tail } = flags;
    const choice = { run: args.run, step: args.step ?? null, stream };
    const from = tail === undefined ? flags.from : await app.runs.logTail(choice, tail);
    const query = { ...choice, from, to: from + bytes, follow };
    if (this.jsonEnabled()) return app.runs.logPage(query);
    const decoder = new TextDecoder();
    for await (const part of app.runs.logs(query)) {
      process.stdout.write(
        process.stdout.isTTY ? printable(decoder.decode(part.bytes, { stream: true })) : part.bytes,
      );
    }
    return { items: [], from, next: null, bytes: 0 };
  }
}
