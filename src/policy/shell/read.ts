import {
  type Command,
  type For,
  forEachChild,
  type Pipeline,
  parse,
  type Redirected,
  type Select,
  type Function as ShellFunction,
  type Subshell,
  type SyntaxNode,
} from 'unbash';
import { argvOf, assignedBy, originsIn, originsOf } from './argv.ts';
import { declare } from './builtins.ts';
import { baseName, type Parts, type Program, partsOf, type ShellCommand } from './command.ts';
import { Environment } from './environment.ts';
import { follow, followForeign, type Reading } from './follow.ts';
import { constantOutput } from './output.ts';
import { type Redirected as Files, redirections } from './redirections.ts';
import type { Scope } from './scope.ts';
import { outputOf } from './substitution.ts';
import { isKnown, UNKNOWN } from './unknown.ts';
import { otherReadings } from './variants.ts';
import { fieldsOf } from './word.ts';
import { isElevated, posesAs, withoutWrappers } from './wrappers.ts';
import { noteFiles, writerOf } from './written.ts';
import { filledByXargs } from './xargs.ts';

/** Texts beyond this are not read: what they do is undecided. */
const MOST_CHARACTERS = 2 * 2 ** 20;
/** What is read again, since a program makes another of it. */
const MOST_MADE = 4 * 2 ** 20;
const DEEPEST = 8;
const MOST_COMMANDS = 20_000;
/** Calls of functions that are followed with their arguments. */
const MOST_CALLS = 500;
/** How much of a long pipe a command sees before it. */
const MOST_UPSTREAM = 64;

const OUTERMOST: Scope = { base: 0, fixed: false, depth: 0 };

/** Every command of a shell program that finds `given` in its environment. Never throws; what cannot be read is `undecided`. */
export function readProgram(text: string, given: Iterable<readonly [string, string]> = []): Program {
  const reader = new Reader();
  for (const [name, value] of given) reader.env.set(name, value);
  reader.readText(text, OUTERMOST);
  return reader;
}

/** The commands of an argv: itself, and what it asks a shell to run. */
export function readArgv(argv: readonly string[], stdin?: string): Program {
  const reader = new Reader();
  reader.take(partsOf(argv, { stdin }), { ...OUTERMOST, fixed: true });
  return reader;
}

/** What a program in another language does, as commands of a shell. */
export function readForeignProgram(language: string, text: string): Program {
  const reader = new Reader();
  followForeign({ language, text, by: { ...partsOf([language]), offset: 0 } }, OUTERMOST, reader);
  return reader;
}

class Reader implements Program, Reading {
  readonly commands: ShellCommand[] = [];
  readonly undecided: { offset: number; why: string }[] = [];
  readonly env: Environment = new Environment((script) => outputOf(script, this.env));
  #made = 0;
  #calls = 0;
  readonly #active = new Set<string>();
  readonly #unread = new Map<SyntaxNode, Scope>();

  readText(text: string, scope: Scope): void {
    if (scope.depth > 0) this.#made += text.length;
    if (text.length > MOST_CHARACTERS || this.#made > MOST_MADE)
      return this.doubt(scope.base, 'it is too long to be read');
    if (scope.depth > DEEPEST) return this.doubt(scope.base, 'programs are nested too deeply in it');
    try {
      this.#readScript(text, scope);
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      this.doubt(scope.base, 'it is nested too deeply');
    }
  }

  #readScript(text: string, scope: Scope): void {
    const script = parse(text);
    const [error] = script.errors ?? [];
    if (error !== undefined)
      this.doubt(offsetIn(scope, error.pos), `the shell cannot read it: ${error.message}`);
    const called = new Set<string>();
    if (/\(\s*\)|\bfunction\b/.test(text)) this.#gather(script, called, 0);
    this.#visit(script, { ...scope, called }, []);
    this.#visitUncalled();
  }

  /** Notes a command and follows what it asks a shell to run. */
  take(parts: Parts, scope: Scope, offset = scope.base): ShellCommand {
    const argv = withoutWrappers(this.#filled(parts));
    const elevated = parts.elevated || isElevated(parts.argv, argv);
    const name = posesAs(parts.argv, argv);
    const writtenBy = writerOf(argv, this.env);
    const { cwd } = this.env;
    const ran: ShellCommand[] = [];
    const command: ShellCommand = {
      ...parts,
      argv,
      ran,
      elevated,
      offset,
      ...(cwd !== undefined && { cwd }),
      ...(name !== undefined && { posesAs: name }),
      ...(writtenBy !== undefined && { writtenBy }),
    };
    if (this.commands.length > MOST_COMMANDS) return command;
    if (this.commands.length === MOST_COMMANDS) this.doubt(0, 'it has too many commands to be read');
    const from = this.commands.push(command);
    follow(command, { ...scope, base: offset, fixed: true, depth: scope.depth + 1 }, this);
    ran.push(...this.commands.slice(from, from + MOST_UPSTREAM));
    noteFiles(command, this.env);
    return command;
  }

  #filled({ argv, upstream, stdin }: Parts): readonly string[] {
    if (!argv.slice(0, 5).some((word) => baseName(word) === 'xargs')) return argv;
    const input = stdin ?? constantOutput(upstream, this.env.textOfFile);
    return filledByXargs(argv, input !== undefined && isKnown(input) ? input : UNKNOWN);
  }

  doubt(offset: number, why: string): void {
    if (this.undecided.length < 100) this.undecided.push({ offset, why });
  }

  #visit(node: SyntaxNode, scope: Scope, upstream: readonly ShellCommand[]): readonly ShellCommand[] {
    if (this.commands.length > MOST_COMMANDS) return [];
    if (node.type === 'Command') return this.#command(node, scope, upstream);
    if (node.type === 'Pipeline') return this.#pipeline(node, scope, upstream);
    if (node.type === 'Redirected') return this.#redirected(node, scope, upstream);
    if (node.type === 'Subshell') return this.#subshell(node, scope, upstream);
    if (node.type === 'Function') return this.#function(node, scope);
    if (node.type === 'For' || node.type === 'Select') this.#loop(node);
    const found: ShellCommand[] = [];
    forEachChild(node, (child) => {
      for (const each of this.#visit(child, inner(node, scope), upstream)) found.push(each);
    });
    return found;
  }

  /** The variable of a loop has one value after the other. */
  #loop({ name, wordlist }: For | Select): void {
    const values = wordlist?.flatMap((word) => fieldsOf(word, this.env)) ?? [UNKNOWN];
    for (const value of values) this.env.set(name.value, value);
  }

  /** What a subshell goes to is its own. */
  #subshell(node: Subshell, scope: Scope, upstream: readonly ShellCommand[]): readonly ShellCommand[] {
    const { cwd } = this.env;
    const found = this.#visit(node.body, scope, upstream);
    this.env.cwd = cwd;
    return found;
  }

  #pipeline(node: Pipeline, scope: Scope, upstream: readonly ShellCommand[]): readonly ShellCommand[] {
    let before = upstream;
    for (const command of node.commands)
      before = [...before, ...this.#visit(command, scope, before)].slice(-MOST_UPSTREAM);
    return before;
  }

  /** `{ …; } > file` and `done < file` stand as a command without a program. */
  #redirected(node: Redirected, scope: Scope, upstream: readonly ShellCommand[]): readonly ShellCommand[] {
    const files = redirections(node.redirects, this.env);
    const within = node.redirects.flatMap((redirect) => this.#visit(redirect, scope, []));
    const fed = [...upstream, ...within];
    const before = this.env.input;
    this.env.input = files.stdin;
    const inside = this.#visit(node.command, scope, fed);
    this.env.input = before;
    const group = this.take(
      partsOf([], { ...files, within, upstream: inside }),
      scope,
      offsetIn(scope, node.pos),
    );
    return [...inside, group];
  }

  /** The body is read where it is called, with the arguments; where nothing calls it, as it stands. */
  #function({ name, body }: ShellFunction, scope: Scope): readonly ShellCommand[] {
    this.env.functions.set(name.value, { body, scope });
    if (scope.called?.has(name.value) !== true) return this.#visit(body, scope, []);
    this.#unread.set(body, scope);
    return [];
  }

  /** Functions whose calls were not met: what calls them may be made while the program runs. */
  #visitUncalled(): void {
    for (const [body, scope] of this.#unread) this.#visit(body, scope, []);
    this.#unread.clear();
  }

  #command(node: Command, scope: Scope, upstream: readonly ShellCommand[]): readonly ShellCommand[] {
    const within: ShellCommand[] = [];
    const madeBy = node.name === undefined ? [] : [...originsIn(node.name.text, this.env)];
    forEachChild(node, (child) => {
      for (const each of this.#visit(child, scope, [])) {
        within.push(each);
        if (child === node.name) madeBy.push(each);
      }
    });
    const offset = offsetIn(scope, node.pos);
    const argv = argvOf(node, this.env);
    const assigns = assignedBy(node, this.env, argv.length === 0 ? within : undefined);
    const origins = argv.length === 0 ? [] : originsOf(node, this.env);
    const files = redirections(node.redirects, this.env);
    const parts = partsOf(argv, { ...files, upstream, assigns, madeBy, within: [...within, ...origins] });
    const called = this.#call(argv, { node, scope, upstream });
    if (called !== undefined) return called;
    const taken = [this.take(parts, scope, offset)];
    const seen = new Set([JSON.stringify([argv, files])]);
    for (const other of otherReadings(node, this.env, () => this.#readAgain(node))) {
      if (seen.has(JSON.stringify(other))) continue;
      seen.add(JSON.stringify(other));
      taken.push(this.take({ ...parts, ...other[1], argv: other[0] }, scope, offset));
    }
    declare(argv, parts, this.env);
    return taken;
  }

  #readAgain(node: Command): readonly [argv: readonly string[], files: Files] {
    return [argvOf(node, this.env), redirections(node.redirects, this.env)];
  }

  #call(
    argv: readonly string[],
    { node, scope, upstream }: { node: Command; scope: Scope; upstream: readonly ShellCommand[] },
  ): readonly ShellCommand[] | undefined {
    const [name = '', ...args] = argv;
    const alias = this.env.aliases.get(name);
    if (alias !== undefined && !this.#active.has(name)) {
      const from = this.commands.length;
      this.#inside(name, () =>
        this.readText([alias, ...args.map(quoted)].join(' '), deeper(scope, offsetIn(scope, node.pos))),
      );
      return this.commands.slice(from);
    }
    const defined = this.env.functions.get(name);
    if (defined === undefined || this.#active.has(name) || this.#calls >= MOST_CALLS) return undefined;
    this.#calls += 1;
    const from = this.commands.length;
    const before = this.env.array('@');
    this.env.setPositional(args);
    const fed = redirections(node.redirects, this.env);
    this.#unread.delete(defined.body);
    this.#inside(name, () => this.#visit(defined.body, defined.scope, upstream));
    if (fed.reads.length + fed.writes.length > 0)
      this.take(partsOf([], fed), scope, offsetIn(scope, node.pos));
    if (before !== undefined) this.env.setPositional(before);
    return this.commands.slice(from);
  }

  #inside(name: string, act: () => void): void {
    this.#active.add(name);
    act();
    this.#active.delete(name);
  }

  /** Names of functions that something in the text calls. */
  #gather(node: SyntaxNode, called: Set<string>, depth: number): void {
    if (node.type === 'Command' && node.name !== undefined) called.add(node.name.value);
    if (depth < 200) forEachChild(node, (child) => this.#gather(child, called, depth + 1));
  }
}

/** An escaped `…` substitution has a source of its own. */
function inner(node: SyntaxNode, scope: Scope): Scope {
  if (node.type !== 'Script' || node.source === undefined) return scope;
  return { ...scope, fixed: true };
}

function deeper(scope: Scope, base: number): Scope {
  return { base, fixed: true, depth: scope.depth + 1 };
}

function offsetIn(scope: Scope, position: number): number {
  return scope.fixed ? scope.base : scope.base + position;
}

function quoted(word: string): string {
  return isKnown(word) ? `'${word.replaceAll("'", `'\\''`)}'` : '"$_"';
}
