import type { ParsedScript, SyntaxNode } from 'unbash';
import { partsOf, type ShellCommand } from './command.ts';
import type { Scope } from './scope.ts';
import { isKnown, UNKNOWN } from './unknown.ts';

/** A file that the program has written. `text` is undefined where it cannot be told. */
export interface WrittenFile {
  readonly text: string | undefined;
  readonly by: ShellCommand;
}

/** A function, and the text that it was defined in. */
export interface Defined {
  readonly body: SyntaxNode;
  readonly scope: Scope;
}

const SUBSTITUTED = '/proc/self/fd/substitution.';

/** Values kept of a variable that changes. */
const MOST_VALUES = 6;
const LONGEST_VALUE = 4096;

/** What a shell knows before its program begins; `~` stands for the home folder, and what names itself stays as it is. */
const GIVEN: readonly (readonly [name: string, value: string])[] = [
  ['HOME', '~'],
  ['IFS', ' \t\n'],
  ['SHELL', '/bin/sh'],
  ['BASH', '/bin/bash'],
  ['$', '$$'],
  ['BASHPID', '$$'],
  ['PPID', '$PPID'],
  ['0', '$0'],
  ['XDG_RUNTIME_DIR', '/run/user/1000'],
];

/**
 * What is known while a program is read from top to bottom. A variable has the value that it was given
 * last; the others that it ever had are kept, since the order of reading is not that of running.
 */
export class Environment {
  /** The folder that the program went to; undefined where that is not known. */
  cwd: string | undefined;
  /** What stands on the standard input of the group that is read, where that is a constant. */
  input: string | undefined;
  readonly functions = new Map<string, Defined>();
  readonly aliases = new Map<string, string>();
  readonly files = new Map<string, WrittenFile>();
  readonly #values = new Map<string, string>(GIVEN);
  readonly #arrays = new Map<string, readonly string[]>();
  readonly #ever = new Map<string, Set<string>>();
  readonly #origins = new Map<string, readonly ShellCommand[]>();

  /** What a substitution writes, where that can be known. */
  readonly output: (script: ParsedScript) => string | undefined;

  constructor(output: (script: ParsedScript) => string | undefined) {
    this.output = output;
  }

  /** The text that the program has written into a file. */
  readonly textOfFile = (path: string): string | undefined => this.files.get(path)?.text;

  /** The file that `<(…)` stands for, where it is known what is in it. */
  nameOutput(text: string): string {
    const path = `${SUBSTITUTED}${this.files.size}`;
    this.files.set(path, { text, by: { ...partsOf([]), offset: 0 } });
    return path;
  }

  /** UNKNOWN for what was set to something that cannot be told; undefined for what was never set. */
  get(name: string): string | undefined {
    return this.#values.get(name) ?? this.#arrays.get(name)?.[0];
  }

  array(name: string): readonly string[] | undefined {
    return this.#arrays.get(name);
  }

  set(name: string, value: string, origins: readonly ShellCommand[] = []): void {
    this.#arrays.delete(name);
    this.#values.set(name, value);
    this.#origins.set(name, origins);
    if (!isKnown(value) || value.length > LONGEST_VALUE) return;
    const ever = this.#ever.get(name) ?? new Set();
    if (ever.size < MOST_VALUES) ever.add(value);
    this.#ever.set(name, ever);
  }

  setArray(name: string, values: readonly string[]): void {
    this.#values.delete(name);
    this.#arrays.set(name, values);
  }

  /** `$1`, `$2` and so on. */
  setPositional(args: readonly string[]): void {
    this.setArray('@', args);
    for (let at = 1; at <= 9; at += 1) this.set(String(at), args[at - 1] ?? UNKNOWN);
  }

  forget(name: string): void {
    this.set(name, UNKNOWN);
  }

  /** Values that a variable has at other moments than the one that is read. */
  otherValues(name: string): readonly string[] {
    const now = this.#values.get(name);
    return [...(this.#ever.get(name) ?? [])].filter((value) => value !== now);
  }

  originsOf(name: string): readonly ShellCommand[] {
    return this.#origins.get(name) ?? [];
  }

  /** Does `act` while some variables have other values. */
  during<T>(values: ReadonlyMap<string, string>, act: () => T): T {
    const before = [...values.keys()].map((name) => [name, this.#values.get(name)] as const);
    for (const [name, value] of values) this.#values.set(name, value);
    try {
      return act();
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) this.#values.delete(name);
        else this.#values.set(name, value);
      }
    }
  }
}
