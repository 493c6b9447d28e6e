import { isatty } from 'node:tty';
import { versionLine } from '../base/version.ts';
import { print } from './print.ts';

/** Stands in the generated texts for the version line, which names the machine that runs. */
export const VERSION_PLACEHOLDER = '{{version}}';

export function isHelp(argv: readonly string[]): boolean {
  return argv.length === 0 || (argv.at(-1) === '--help' && !argv.slice(0, -1).some(isFlag));
}

/** Prints the text that was made at build time: 80 columns, no colour. A terminal gets its own width and colour from oclif. */
export async function printHelp(argv: readonly string[]): Promise<boolean> {
  if (isatty(1) || restyled(process.env)) return false;
  const { default: texts } = await import('./generated/help.json', { with: { type: 'json' } });
  const subject = argv.filter((word) => word !== '--help').join(' ');
  const text = new Map(Object.entries(texts)).get(subject);
  if (text === undefined) return false;
  print(text.replace(VERSION_PLACEHOLDER, versionLine()));
  return true;
}

function isFlag(word: string): boolean {
  return word.startsWith('-');
}

/** Whether the environment asks oclif for another width, for colour or for its own diagnostics. */
function restyled(env: NodeJS.ProcessEnv): boolean {
  return ['OCLIF_COLUMNS', 'FORCE_COLOR', 'DEBUG'].some((name) => env[name] !== undefined);
}
