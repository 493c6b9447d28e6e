import { baseName, programOf, type ShellCommand } from './command.ts';
import { isDownload } from './download.ts';
import { isKnown } from './unknown.ts';

/** Files that a download writes, as far as its words say. */
export function downloadedFiles(command: ShellCommand): string[] {
  if (!isDownload(command)) return [];
  const program = programOf(command);
  const copies = Object.hasOwn(COPIES, program);
  const named = copies ? copied(command.argv) : [...outputs(command), ...remoteNames(command)];
  return [...named, ...command.writes]
    .filter((file) => file !== '' && file !== '-' && isKnown(file))
    .map(withoutDot);
}

/** Programs whose last operand is the place, as that of cp is. */
const COPIES: Readonly<Record<string, true>> = { scp: true, rsync: true, aws: true, gsutil: true };

/** The target itself, and the source's name in it. */
function copied(argv: readonly string[]): readonly string[] {
  const operands = argv.slice(1).filter((word) => !word.startsWith('-'));
  const [source = '', target = ''] = operands.slice(-2);
  return [target, inFolder(target, baseName(source).replace(/^.*:/, ''))];
}

function outputs(command: ShellCommand): readonly string[] {
  const { argv } = command;
  const program = programOf(command);
  return argv.flatMap((word, index) => {
    const [, attached] = /^(?:--output=|--output-document=|-o(?=[^-]))(.+)$/.exec(word) ?? [];
    if (attached !== undefined) return [attached];
    const option = program === 'tftp' ? /^-[rl]$/ : /^(?:-[a-zA-Z]*[oO]|--output|--output-document)$/;
    return option.test(word) && takesFile(program, word) ? [argv[index + 1] ?? ''] : [];
  });
}

/** curl's -O takes no name, wget's does. */
function takesFile(program: string, option: string): boolean {
  if (option.startsWith('--') || program === 'tftp') return true;
  return program === 'wget' ? option.endsWith('O') : option.endsWith('o');
}

function remoteNames(command: ShellCommand): readonly string[] {
  if (!namesItself(command)) return [];
  const { argv } = command;
  const at = argv.findIndex((word) => /^(?:-[a-zA-Z]*P|--directory-prefix|--output-dir)$/.test(word));
  const [, attached] =
    /^(?:--directory-prefix|--output-dir)=(.+)$/.exec(argv.find((word) => word.startsWith('--')) ?? '') ?? [];
  const folder = attached ?? (at < 0 ? '' : (argv[at + 1] ?? ''));
  return argv.filter((word) => /^(?:https?|ftp):/.test(word)).map((url) => inFolder(folder, nameIn(url)));
}

function nameIn(url: string): string {
  return baseName(url).replace(/[?#].*$/, '');
}

function namesItself(command: ShellCommand): boolean {
  const options = command.argv.filter((word) => word.startsWith('-'));
  const program = programOf(command);
  if (program === 'lwp-download') return true;
  if (program === 'wget')
    return !options.some((word) => /^-[a-zA-Z]*O/.test(word) || word.startsWith('--output-document'));
  return options.some((word) => /^-[a-zA-Z]*O/.test(word) || word === '--remote-name');
}

function inFolder(folder: string, name: string): string {
  return folder === '' || folder === '.' ? name : `${folder.replace(/\/+$/, '')}/${name}`;
}

/** `./a` and `a` are one file. */
export function withoutDot(path: string): string {
  return path.replace(/^\.\//, '');
}
