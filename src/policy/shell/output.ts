import { baseName, type ShellCommand } from './command.ts';
import { decodedBy, isDecoding } from './decoders.ts';
import { fromBase32, fromBase64, unescaped } from './encodings.ts';
import { bounded, isKnown, UNKNOWN } from './unknown.ts';

/** The text of a file that the program has written; undefined where it is not known. */
export type TextOfFile = (path: string) => string | undefined;

/** What a pipe of echo, printf, cat <<EOF, base64 -d and their kind writes, where that can be known without running it. */
export function constantOutput(
  pipe: readonly ShellCommand[],
  textOfFile: TextOfFile = () => undefined,
): string | undefined {
  let text: string | undefined;
  for (const [index, command] of pipe.entries()) {
    text =
      index === 0 || text === undefined
        ? sourceOf(command, textOfFile)
        : (added(text, command, textOfFile) ?? decodedBy(command.argv, text));
    if (text === undefined) return undefined;
    text = bounded(text);
    if (!isKnown(text)) return undefined;
  }
  return text;
}

/** `{ echo a; echo b; }` writes both; whether a pipe or a list stands between them does not matter here. */
function added(text: string, command: ShellCommand, textOfFile: TextOfFile): string | undefined {
  const [program = ''] = command.argv;
  const own = /^(?:echo|printf)$/.test(baseName(program)) ? sourceOf(command, textOfFile) : undefined;
  return own === undefined ? undefined : text + own;
}

function sourceOf(command: ShellCommand, textOfFile: TextOfFile): string | undefined {
  const [program = '', ...args] = command.argv;
  const name = baseName(program);
  const source = Object.hasOwn(SOURCES, name) ? SOURCES[name] : filtered;
  return source?.(command, textOfFile, args);
}

type Source = (command: ShellCommand, textOfFile: TextOfFile, args: readonly string[]) => string | undefined;

const SOURCES: Readonly<Record<string, Source>> = {
  echo: (_command, _textOfFile, args) => echoed(args),
  printf: (_command, _textOfFile, args) =>
    args[0] === '-v' ? undefined : printed(args[0] === '--' ? args.slice(1) : args),
  which: (_command, _textOfFile, args) => args.findLast((arg) => !arg.startsWith('-')),
  seq: (_command, _textOfFile, args) => counted(args),
  // A name that stands for itself: the program writes there and reads from there.
  mktemp: ({ offset }) => `/tmp/mktemp.${offset}`,
  cat: (command, textOfFile, args) =>
    args.length === 0 ? inputOf(command, textOfFile) : joined(args, textOfFile),
  '': (command, textOfFile) => (command.argv.length === 0 ? inputOf(command, textOfFile) : undefined),
  base64: fromFile,
  base32: fromFile,
};

/** The first numbers of `seq FIRST LAST` stand for all. */
function counted(args: readonly string[]): string | undefined {
  const numbers = args.filter((arg) => /^-?\d{1,9}$/.test(arg)).map(Number);
  const [first = 1, last] = numbers.length === 1 ? [1, numbers[0]] : [numbers[0], numbers.at(-1)];
  if (last === undefined) return undefined;
  const count = Math.max(0, Math.min(last - first + 1, 16));
  return Array.from({ length: count }, (_, index) => `${first + index}\n`).join('');
}

/** base64 -d FILE, and what every filter does with what stands on its input. */
function fromFile(command: ShellCommand, textOfFile: TextOfFile): string | undefined {
  const [program = '', ...args] = command.argv;
  const file = args.find((arg) => !arg.startsWith('-'));
  const text = file === undefined ? undefined : textOfFile(file);
  if (text === undefined || !isDecoding(args)) return filtered(command, textOfFile);
  return baseName(program) === 'base32' ? fromBase32(text) : fromBase64(text);
}

function filtered(command: ShellCommand, textOfFile: TextOfFile): string | undefined {
  const text = inputOf(command, textOfFile);
  return text === undefined ? undefined : decodedBy(command.argv, text);
}

function inputOf({ stdin, reads }: ShellCommand, textOfFile: TextOfFile): string | undefined {
  const [file] = reads;
  return stdin ?? (file === undefined ? undefined : textOfFile(file));
}

function joined(files: readonly string[], textOfFile: TextOfFile): string | undefined {
  const texts = files.map(textOfFile);
  return texts.includes(undefined) ? undefined : texts.join('');
}

function echoed(args: readonly string[]): string {
  const options = args.findIndex((arg) => !/^-[neE]+$/.test(arg));
  const [flags, words] = options < 0 ? [args, []] : [args.slice(0, options), args.slice(options)];
  const text = words.join(' ');
  const last = flags.join('').includes('n') ? '' : '\n';
  return (flags.some((flag) => flag.includes('e')) ? unescaped(text) : text) + last;
}

/** The format is used again until no argument is left, as the shell does. */
function printed([format = '', ...args]: readonly string[]): string {
  const takes = [...format.matchAll(/%-?\d*[sbdcxq]/g)].length;
  const turns = takes === 0 ? 1 : Math.max(1, Math.min(256, Math.ceil(args.length / takes)));
  const rest = [...args];
  let text = '';
  for (let turn = 0; turn < turns; turn += 1) {
    text += unescaped(format).replaceAll(/%-?\d*[sbdcxq]|%%/g, (spec) =>
      spec === '%%' ? '%' : converted(spec, rest.shift() ?? ''),
    );
    if (text.length > 2 ** 16) return UNKNOWN;
  }
  return text;
}

function converted(spec: string, value: string): string {
  if (spec.endsWith('b')) return unescaped(value);
  if (spec.endsWith('c')) return value.slice(0, 1);
  return spec.endsWith('x') ? Number(value).toString(16) : value;
}
