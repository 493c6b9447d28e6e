import { baseName, programOf, type ShellCommand } from './command.ts';
import { fromBase32, fromBase64, fromHex, unescaped } from './encodings.ts';

/** What a filter makes of a text; undefined where it is not known how. */
export function decodedBy(argv: readonly string[], text: string): string | undefined {
  const [program = '', ...args] = argv;
  const name = baseName(program);
  return Object.hasOwn(FILTERS, name) ? FILTERS[name]?.(text, args) : undefined;
}

type Filter = (text: string, args: readonly string[]) => string | undefined;

const LINES = /(?<=\n)/;

const FILTERS: Readonly<Record<string, Filter>> = {
  // A group hands on what is written in it.
  '': (text) => text,
  cat: (text, args) => (args.every((arg) => arg === '-') ? text : undefined),
  tee: (text) => text,
  rev: (text) => text.split('\n').map(reversed).join('\n'),
  tac: (text) => text.split(LINES).toReversed().join(''),
  base64: (text, args) => (isDecoding(args) ? fromBase64(text) : Buffer.from(text).toString('base64')),
  b64decode: (text) => fromBase64(text),
  base32: (text, args) => (isDecoding(args) ? fromBase32(text) : undefined),
  openssl: (text, args) =>
    args.includes('-d') && args.some((arg) => /^-?(base64|a)$/.test(arg)) && !args.some(isCipher)
      ? fromBase64(text)
      : undefined,
  xxd: (text, args) => (args.some((arg) => /^-[a-z]*r/.test(arg)) ? fromHex(text) : undefined),
  tr: translated,
  sed: substituted,
  cut: (text, args) => cut(text, args),
  head: (text, args) => ends(text, args, (lines, count) => lines.slice(0, count)),
  tail: (text, args) => ends(text, args, (lines, count) => lines.slice(-count)),
  xargs: (text, args) => (args.length === 0 ? `${text.trim().replaceAll(/\s+/g, ' ')}\n` : undefined),
};

function isCipher(arg: string): boolean {
  return /^-(aes|des|rc4|chacha|camellia|bf|k$|pass$|iv$)/.test(arg);
}

export function isDecoding(args: readonly string[]): boolean {
  return args.some((arg) => /^(-d|-D|--decode|-di|-id|--d|--de|--dec)$/.test(arg));
}

/** Programs that turn a text which nobody can read into one that a shell runs. */
const DECODERS: Readonly<Record<string, (args: readonly string[]) => boolean>> = {
  base64: isDecoding,
  base32: isDecoding,
  basenc: isDecoding,
  b64decode: () => true,
  uudecode: () => true,
  rev: () => true,
  tr: (args) => args.some((arg) => /^\[?([A-Za-z])-([A-Za-z])/.test(arg)) && rotates(args),
  xxd: (args) => args.some((arg) => /^-[a-z]*r/.test(arg)),
  openssl: (args) => args.includes('-d'),
  gpg: (args) => args.some((arg) => /^(-d|--decrypt)$/.test(arg)),
  gunzip: () => true,
  zcat: () => true,
  xzcat: () => true,
  bzcat: () => true,
  gzip: (args) => args.some((arg) => /^-[a-z]*d/.test(arg)),
  xz: (args) => args.some((arg) => /^-[a-z]*d/.test(arg)),
  printf: (args) => isEscaped(args.join(' ')),
  echo: (args) => isEscaped(args.join(' ')),
};

export function isDecoder(command: ShellCommand): boolean {
  const name = programOf(command);
  const test = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  return test?.(command.argv.slice(1)) === true;
}

/** Letters for letters of the same case: ROT13 and other shifts, not upper case from lower. */
function rotates(args: readonly string[]): boolean {
  const [from = '', to = ''] = args.filter((arg) => !arg.startsWith('-')).map(setOf);
  return from.length > 8 && to !== '' && from.toLowerCase() !== to.toLowerCase();
}

function isEscaped(text: string): boolean {
  return (text.match(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|0?[0-7]{3})/g) ?? []).length >= 4;
}

function translated(text: string, args: readonly string[]): string | undefined {
  const sets = args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg)).map(setOf);
  const options = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('');
  const [from = '', to = ''] = sets;
  if (/[cCs]/.test(options)) return undefined;
  if (options.includes('d'))
    return Array.from(text)
      .filter((letter) => !from.includes(letter))
      .join('');
  return Array.from(text, (letter) => mapped(letter, from, to)).join('');
}

function mapped(letter: string, from: string, to: string): string {
  const at = from.indexOf(letter);
  return at < 0 ? letter : (to[at] ?? to.at(-1) ?? '');
}

const CLASSES: Readonly<Record<string, string>> = {
  '[:upper:]': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '[:lower:]': 'abcdefghijklmnopqrstuvwxyz',
  '[:digit:]': '0123456789',
  '[:space:]': ' \t\n\r\f\v',
};

/** The letters of a set of tr: ranges, classes and escapes. */
function setOf(arg: string): string {
  const plain = unescaped(arg.replaceAll(/\[:\w+:\]/g, (name) => CLASSES[name] ?? name));
  return plain.replaceAll(/(.)-(.)/gs, (whole, from: string, to: string) => {
    const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
    if (last < first || last - first > 255) return whole;
    return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
  });
}

/** s/plain/text/ alone: other expressions could take long, or mean another thing to sed. */
function substituted(text: string, args: readonly string[]): string | undefined {
  const scripts = args.filter((arg) => !/^-[a-zA-Z]$/.test(arg));
  if (args.some((arg) => /^-[a-zA-Z]*[nifE]/.test(arg)) || scripts.length === 0) return undefined;
  let result: string | undefined = text;
  for (const script of scripts.join(';').split(';'))
    result = result === undefined ? undefined : replacedBy(script, result);
  return result;
}

function replacedBy(script: string, text: string): string | undefined {
  const [, separator, rest = ''] = /^\s*s([^\w\s])(.*)$/s.exec(script) ?? [];
  if (separator === undefined) return undefined;
  const [from = '', to = '', flags = ''] = rest.split(separator);
  if (from === '' || /[\\^$.*[\]&]/.test(from + to) || !/^g?$/.test(flags.trim())) return undefined;
  const change = (line: string) =>
    flags.includes('g') ? line.replaceAll(from, () => to) : line.replace(from, () => to);
  return text.split('\n').map(change).join('\n');
}

function cut(text: string, args: readonly string[]): string | undefined {
  const joined = args.join(' ');
  const [, from, to] = /(?:^| )-c ?(\d+)?(?:-(\d+)?)?$/.exec(joined) ?? [];
  const range = /(?:^| )-c ?\d*-?\d*$/.test(joined);
  if (!range) return fieldOf(text, joined);
  const first = Number(from ?? '1');
  const last = joined.includes('-', joined.lastIndexOf('c')) ? Number(to ?? 2 ** 20) : first;
  return text
    .split('\n')
    .map((line) => line.slice(first - 1, last))
    .join('\n');
}

function fieldOf(text: string, args: string): string | undefined {
  const [, separator] = /(?:^| )-d ?(\S)/.exec(args) ?? [];
  const [, field] = /(?:^| )-f ?(\d+)(?: |$)/.exec(args) ?? [];
  if (separator === undefined || field === undefined) return undefined;
  return text
    .split('\n')
    .map((line) => (line.includes(separator) ? (line.split(separator)[Number(field) - 1] ?? '') : line))
    .join('\n');
}

function ends(
  text: string,
  args: readonly string[],
  take: (lines: readonly string[], count: number) => readonly string[],
): string | undefined {
  const [, count = args.length === 0 ? '10' : undefined] = /^-(?:n ?)?(\d+)$/.exec(args.join(' ')) ?? [];
  if (count === undefined) return undefined;
  return take(text.split(LINES), Number(count)).join('');
}

function reversed(line: string): string {
  return Array.from(line).toReversed().join('');
}
