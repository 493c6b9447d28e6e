import { baseName } from './command.ts';
import { UNKNOWN } from './unknown.ts';

const MOST_WORDS = 64;

/** An argv of xargs with what it reads put in, each word or line where xargs would put it. UNKNOWN takes its place alone. */
export function filledByXargs(argv: readonly string[], input: string): readonly string[] {
  const at = argv.findIndex((word, index) => index < 5 && baseName(word) === 'xargs');
  if (at < 0) return argv;
  const place = placeholderOf(argv.slice(at));
  const words = input
    .split(place === undefined ? /\s+/ : '\n')
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  if (place === undefined) return input === UNKNOWN ? argv : [...argv, ...words];
  const text = words.join(' ');
  return argv.map((word, index) => (index > at ? word.replaceAll(place, () => text) : word));
}

/** What stands for the input: `-I {}`, `-I{}`, `-i`, `--replace=X`. */
function placeholderOf(argv: readonly string[]): string | undefined {
  for (const [index, word] of argv.entries()) {
    const [, attached] = /^(?:-I|--replace=)(.+)$/.exec(word) ?? [];
    if (attached !== undefined) return attached;
    if (word === '-I') return argv[index + 1];
    if (word === '-i' || word === '--replace') return '{}';
  }
  return undefined;
}
