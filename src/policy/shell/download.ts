import { programOf, type ShellCommand } from './command.ts';

const DOWNLOADERS = new Set(['curl', 'wget', 'fetch', 'aria2c', 'axel', 'lynx']);

/** Whether a command brings a file from elsewhere. */
export function isDownload(command: ShellCommand): boolean {
  return DOWNLOADERS.has(programOf(command)) && command.argv.length > 1;
}
