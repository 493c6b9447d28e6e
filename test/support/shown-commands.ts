import { readProgram } from '../../src/policy/shell/read.ts';
import snapshot from '../golden/command-snapshot.json' with { type: 'json' };

/** What a shell program that a document shows asks of atomctl, and the command line does not have. */
export function unknownIn(program: string): readonly string[] {
  return readProgram(program).commands.flatMap(({ argv }) => complaints(argv));
}

/** The shell text of a fenced block: a console's lines behind `$ `, all of a script. */
export function programOf({ language, text }: { readonly language: string; readonly text: string }): string {
  if (language !== 'console') return text;
  return text
    .split('\n')
    .filter((line) => line.startsWith('$ '))
    .map((line) => line.slice(2))
    .join('\n');
}

function complaints([program = '', ...words]: readonly string[]): readonly string[] {
  if (program !== 'atomctl') return [];
  const shown = ['atomctl', ...words].join(' ');
  if (words.every((word) => ['--help', '--version'].includes(word))) return [];
  const [known] = snapshot
    .filter(({ command }) => command === words.slice(0, command.split(' ').length).join(' '))
    .toSorted((a, b) => b.command.length - a.command.length);
  if (known === undefined) return [`no such command: ${shown}`];
  const flags: readonly { readonly name: string; readonly char?: string }[] = known.flags;
  const names = new Set(['--help', ...flags.flatMap(({ name, char }) => [`--${name}`, `-${char ?? name}`])]);
  return words
    .filter((word) => word.startsWith('-') && !names.has(word.split('=')[0] ?? ''))
    .map((flag) => `no flag ${flag}: ${shown}`);
}
