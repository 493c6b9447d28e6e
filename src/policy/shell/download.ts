import { programOf, type ShellCommand } from './command.ts';

const DOWNLOADERS = new Set(
  ['curl wget fetch aria2c axel lynx links w3m http https xh ftp lftp tftp GET lwp-request'].flatMap((line) =>
    line.split(' '),
  ),
);

/** Whether a command brings a file from elsewhere. */
export function isDownload(command: ShellCommand): boolean {
  if (command.reads.some((file) => /^\/dev\/(?:tcp|udp)\//.test(file))) return true;
  return DOWNLOADERS.has(programOf(command)) && command.argv.length > 1;
}
