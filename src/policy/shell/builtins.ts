import type { Parts } from './command.ts';
import type { Environment } from './environment.ts';
import { constantOutput } from './output.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/** What the builtins that change variables, aliases and parameters leave behind. */
export function declare(argv: readonly string[], parts: Parts, env: Environment): void {
  const [program = '', ...args] = argv;
  const builtin = Object.hasOwn(BUILTINS, program) ? BUILTINS[program] : undefined;
  builtin?.(args, env, parts);
}

type Builtin = (args: readonly string[], env: Environment, parts: Parts) => void;

const GOES: Builtin = (args, env) => {
  env.cwd = folderOf(args, env.cwd);
};
const FORGETS: Builtin = (args, env) => {
  for (const arg of args) if (/^\w+$/.test(arg)) env.forget(arg);
};

const BUILTINS: Readonly<Record<string, Builtin>> = {
  export: assignAll,
  declare: assignAll,
  typeset: assignAll,
  local: assignAll,
  readonly: assignAll,
  alias: aliasAll,
  cd: GOES,
  pushd: GOES,
  popd: GOES,
  read: readInto,
  printf: printInto,
  set: (args, env) => {
    if (!args.includes('--')) return;
    env.setPositional(args.slice(args.indexOf('--') + 1));
  },
  mapfile: FORGETS,
  readarray: FORGETS,
  getopts: FORGETS,
  unset: FORGETS,
  let: FORGETS,
};

function printInto([option, name = '', ...args]: readonly string[], env: Environment, parts: Parts): void {
  if (option !== '-v') return;
  const text = constantOutput([{ ...parts, argv: ['printf', ...args], offset: 0 }]);
  env.set(name, text ?? UNKNOWN);
}

function assignAll(args: readonly string[], env: Environment, parts: Parts): void {
  for (const arg of args) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(arg) ?? [];
    if (name !== undefined && value !== undefined) env.set(name, value, parts.within);
  }
}

function folderOf(args: readonly string[], before: string | undefined): string | undefined {
  const target = args.find((arg) => !arg.startsWith('-'));
  if (target === undefined || !isKnown(target)) return undefined;
  if (/^[/~]/.test(target)) return target;
  return before === undefined ? undefined : `${before}/${target}`;
}

function aliasAll(args: readonly string[], env: Environment): void {
  for (const arg of args) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(arg) ?? [];
    if (name !== undefined && value !== undefined && isKnown(value) && env.aliases.size < 100)
      env.aliases.set(name, value);
  }
}

/** The variables of `read` hold what comes in, where that is a constant: one line after the other in a loop. */
function readInto(args: readonly string[], env: Environment, parts: Parts): void {
  const { stdin, upstream } = parts;
  const origins = [...upstream, { ...parts, argv: ['read'], offset: 0 }];
  const names = args.filter((arg) => /^[A-Za-z_]\w*$/.test(arg));
  const input = stdin ?? env.input ?? constantOutput(upstream, env.textOfFile);
  const lines = input !== undefined && isKnown(input) ? input.split('\n').slice(0, 8) : [UNKNOWN];
  for (const line of lines.filter((each) => each.trim() !== '')) {
    const words = line.trim().split(/\s+/);
    for (const [index, name] of names.entries()) {
      const value = index === names.length - 1 ? words.slice(index).join(' ') : (words[index] ?? '');
      env.set(name, value, isKnown(value) ? [] : origins);
    }
  }
}
