import { versionLine } from '../base/version.ts';
import { FAST_COMMANDS, type FastCommand } from './commands.ts';
import { isHelp, printHelp } from './help.ts';
import { type PlainLine, plainLine } from './plain-flags.ts';
import { print } from './print.ts';

/**
 * Answers the commands that have to start like a bare Node, before oclif is loaded: `--version`, `--help`,
 * `validate`, `verify` and `policy check`. It understands only the plain forms of their flags; false means that it did
 * nothing and that the command line belongs to commands/main.ts, which answers the same bytes.
 */
export async function fastLane(argv: readonly string[]): Promise<boolean> {
  if (argv.length === 1 && argv[0] === '--version') {
    print(`${versionLine()}\n`);
    return true;
  }
  if (isHelp(argv)) return printHelp(argv);
  for (const words of [1, 2]) {
    const id = argv.slice(0, words).join(':');
    const command = Object.hasOwn(FAST_COMMANDS, id) ? FAST_COMMANDS[id] : undefined;
    const line = command && plainLine(argv.slice(words), command.spec);
    if (command === undefined || line === undefined) continue;
    await carryOut(command, line);
    return true;
  }
  return false;
}

async function carryOut(command: FastCommand, line: PlainLine): Promise<void> {
  const json = line.booleans.has('json');
  try {
    const exitCode = await answer(command, line, json);
    if (exitCode !== 0) process.exitCode = exitCode;
  } catch (thrown) {
    await reportFailure(thrown, json);
  }
}

async function answer(command: FastCommand, line: PlainLine, json: boolean): Promise<number> {
  const { loadConfig } = await import('../config/load.ts');
  const { openApp } = await import('../app.ts');
  const { home } = line.values;
  const flags = home === undefined ? {} : { home };
  const config = await loadConfig({ flags, env: process.env, platform: process.platform });
  await using app = await openApp(config);
  if (json && command.printJson !== undefined) return await command.printJson(app, line);
  const { result, text, exitCode } = await command.run(app, line);
  print(`${json ? JSON.stringify(result, null, 2) : text()}\n`);
  return exitCode;
}

async function reportFailure(thrown: unknown, json: boolean): Promise<void> {
  const { asFailure } = await import('../base/failure.ts');
  const failure = asFailure(thrown);
  if (json) {
    const { reportOf } = await import('../base/errors.ts');
    print(`${JSON.stringify(reportOf(failure), null, 2)}\n`);
  } else {
    const { describeError } = await import('../render/error.ts');
    process.stderr.write(describeError(failure));
  }
  process.exitCode = failure.exitCode;
}
