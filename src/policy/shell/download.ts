import { programOf, type ShellCommand } from './command.ts';

const DOWNLOADERS = new Set(
  [
    'curl wget fetch aria2c axel lynx links w3m http https xh ftp lftp tftp GET lwp-request lwp-download nscurl wget2 curlie axel',
  ].flatMap((line) => line.split(' ')),
);

/** Whether a command brings a file from elsewhere. */
export function isDownload(command: ShellCommand): boolean {
  if (command.reads.some((file) => /^\/dev\/(?:tcp|udp)\//.test(file))) return true;
  const program = programOf(command);
  if (DOWNLOADERS.has(program)) return command.argv.length > 1;
  return Object.hasOwn(BY_WORDS, program) && BY_WORDS[program]?.(command.argv) === true;
}

const REMOTE = /^(?:[\w.-]+@)?[\w.-]+:(?!\/\/)./;

/** Programs that bring files among other things. */
const BY_WORDS: Readonly<Record<string, (argv: readonly string[]) => boolean>> = {
  scp: ([, ...args]) => REMOTE.test(args.filter((arg) => !arg.startsWith('-')).at(-2) ?? ''),
  rsync: ([, ...args]) => REMOTE.test(args.filter((arg) => !arg.startsWith('-')).at(-2) ?? ''),
  aws: (argv) => argv[1] === 's3' && argv[2] === 'cp' && argv[3]?.startsWith('s3://') === true,
  gsutil: (argv) =>
    argv[1] === 'cp' &&
    argv.some((word) => word.startsWith('gs://')) &&
    argv.at(-1)?.startsWith('gs:') !== true,
  // What stands in a record of DNS can be a program, too.
  dig: asksForText,
  nslookup: asksForText,
  host: asksForText,
  drill: asksForText,
};

function asksForText(argv: readonly string[]): boolean {
  return argv.some((word) => /^(?:-?-?(?:q|query|querytype|type)=)?txt$/i.test(word));
}
