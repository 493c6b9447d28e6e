import { versionLine } from '../base/version.ts';
import { isHelp, printHelp } from './help.ts';

/**
 * Answers the commands that have to start like a bare Node, before oclif is loaded: `--version`, `--help`,
 * `validate` and `verify`. It understands only the plain forms of their flags; false means that it did
 * nothing and that the command line belongs to commands/main.ts, which answers the same bytes.
 */
export async function fastLane(argv: readonly string[]): Promise<boolean> {
  if (argv.length === 1 && argv[0] === '--version') {
    process.stdout.write(`${versionLine()}\n`);
    return true;
  }
  if (isHelp(argv)) return printHelp(argv);
  return false;
}
