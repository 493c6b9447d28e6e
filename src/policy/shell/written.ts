import { programOf, type ShellCommand } from './command.ts';
import type { Environment, WrittenFile } from './environment.ts';
import { givenTo } from './interpreters.ts';
import { constantOutput } from './output.ts';
import { isKnown } from './unknown.ts';

/** Files kept in mind. */
const MOST_FILES = 1000;

/** Remembers what a command writes into files, so that it can be read when the program runs them. */
export function noteFiles(command: ShellCommand, env: Environment): void {
  const operands = command.argv.slice(1).filter((arg) => !arg.startsWith('-'));
  for (const path of command.writes) {
    if (!isFile(path)) continue;
    const text = outputOf(command, env);
    note(env, path, { text, by: command, append: command.appends.includes(path) });
  }
  switch (programOf(command)) {
    case 'tee':
      for (const path of operands) {
        const text = constantOutput(command.upstream, env.textOfFile);
        note(env, path, { text, by: command, append: command.argv.includes('-a') });
      }
      break;
    case 'cp':
    case 'mv':
    case 'ln':
    case 'install':
      copy(operands, env);
      break;
    case 'sed':
    case 'perl':
      // Edited in place, a file holds what is not known any more.
      if (command.argv.some((arg) => /^-[a-z]*i/.test(arg))) forget(operands, command, env);
      break;
    default:
  }
}

function isFile(path: string): boolean {
  return isKnown(path) && !/^\/dev\/(?!shm\/)/.test(path);
}

function outputOf(command: ShellCommand, env: Environment): string | undefined {
  // A group writes what the commands in it write.
  const isGroup = command.argv.length === 0 && command.upstream.length > 0;
  const { textOfFile } = env;
  if (isGroup) {
    const texts = command.upstream.map((each) => constantOutput([each], textOfFile));
    return texts.includes(undefined) ? undefined : texts.join('');
  }
  return constantOutput([...command.upstream, command], textOfFile);
}

function note(
  env: Environment,
  path: string,
  { append, ...file }: WrittenFile & { readonly append: boolean },
): void {
  if (env.files.size >= MOST_FILES) return;
  const before = append ? env.files.get(plainPath(path)) : undefined;
  const known = before === undefined || before.text !== undefined;
  const text = file.text === undefined || !known ? undefined : (before?.text ?? '') + file.text;
  // A long script that is written line by line is joined only while it is short enough to be read.
  env.files.set(plainPath(path), {
    by: file.by,
    text: text !== undefined && text.length < 2 ** 18 ? text : undefined,
  });
}

function copy(operands: readonly string[], env: Environment): void {
  const target = operands.at(-1) ?? '';
  for (const source of operands.slice(0, -1)) {
    const file = env.files.get(plainPath(source));
    if (file === undefined) continue;
    env.files.set(plainPath(target), file);
    env.files.set(plainPath(`${target}/${source.slice(source.lastIndexOf('/') + 1)}`), file);
  }
}

function forget(operands: readonly string[], by: ShellCommand, env: Environment): void {
  for (const path of operands) {
    if (env.files.has(plainPath(path))) env.files.set(plainPath(path), { text: undefined, by });
  }
}

/** What wrote the file that a command runs, where the program itself did. */
export function writerOf(argv: readonly string[], env: Environment): ShellCommand | undefined {
  if (env.files.size === 0) return undefined;
  const [program = ''] = argv;
  const given = givenTo(argv);
  if (given.from === 'file') return fileAt(env, given.path)?.by;
  if (program === '.' || program === 'source') return fileAt(env, argv[1] ?? '')?.by;
  return program.includes('/') ? fileAt(env, program)?.by : undefined;
}

/** What the program has written at a path. */
export function fileAt(env: Environment, path: string): WrittenFile | undefined {
  return env.files.get(plainPath(path));
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replaceAll(/\/{2,}/g, '/');
}
