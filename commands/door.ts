import { run } from '@oclif/core/run';
import type { Config } from '@oclif/core/config';
import { AtomError, reportOf } from '../src/base/errors.ts';
import { suggest } from '../src/base/suggest.ts';
import { describeError } from '../src/render/error.ts';
import { failureOf } from './failure.ts';

/** Where oclif finds the commands: by the package.json under a root, or in a config that the binary carries. */
export interface CommandSource {
  readonly load: string | Config;
  readonly ids: readonly string[];
}

/** The terminal door: hands `argv` to oclif and reports what it throws before a command was found. */
export async function openDoor(argv: readonly string[], { load, ids }: CommandSource): Promise<void> {
  try {
    await run([...argv], load);
  } catch (thrown) {
    if (isExit(thrown)) return;
    const failure = unknownCommand(argv, ids) ?? failureOf(thrown, undefined);
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(reportOf(failure), null, 2)}\n`);
    else process.stderr.write(describeError(failure));
    process.exitCode = failure.exitCode;
  }
}

function unknownCommand(argv: readonly string[], ids: readonly string[]): AtomError | undefined {
  const words = argv.slice(0, argv.findIndex((word) => word.startsWith('-')) >>> 0);
  const commands = ids.map((id) => id.replaceAll(':', ' '));
  const known = commands.some((command) => `${words.join(' ')} `.startsWith(`${command} `));
  if (known || words.length === 0) return undefined;
  const meant = suggest(words.slice(0, 2).join(' '), commands) ?? suggest(words[0] ?? '', commands);
  return new AtomError('ATOM_USAGE', `There is no command "${words.slice(0, 2).join(' ')}"`, {
    hint: meant === undefined ? 'atomctl --help' : `atomctl ${meant} --help`,
  });
}

/** --help and --version end by throwing an exit with code 0. */
function isExit(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIT';
}
