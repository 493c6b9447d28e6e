import {
  type Command,
  forEachChild,
  type Pipeline,
  parse,
  type Redirection,
  type SyntaxNode,
  type Word,
} from 'unbash';
import type { Program, ShellCommand } from './command.ts';
import { baseName } from './command.ts';
import { constantOutput } from './constants.ts';
import { handedOn } from './handed-on.ts';
import { isDownload } from './download.ts';
import { givenTo, isReadable, isShell } from './interpreters.ts';
import { constantsOf } from './variables.ts';
import { isKnown, textOfParts, textOfWord, UNKNOWN, type Variables } from './word.ts';
import { withoutWrappers } from './wrappers.ts';

/** Texts beyond this are not read: what they do is undecided. */
const MOST_CHARACTERS = 2 * 2 ** 20;
const DEEPEST = 8;
const MOST_COMMANDS = 100_000;
/** How much of a long pipe a command sees before it. */
const MOST_UPSTREAM = 64;

/** Every command of a shell program. Never throws; what cannot be read is `undecided`. */
export function readProgram(text: string): Program {
  const reader = new Reader();
  reader.readText(text, { base: 0, fixed: false, depth: 0, variables: new Map() });
  return reader;
}

/** The commands of an argv: itself, and what it asks a shell to run. */
export function readArgv(argv: readonly string[], stdin?: string): Program {
  const reader = new Reader();
  reader.take(
    { argv, stdin, upstream: [], within: [], writes: [], reads: [] },
    { base: 0, fixed: true, depth: 0, variables: new Map() },
  );
  return reader;
}

interface Scope {
  /** Offset of this text in the outermost one. */
  readonly base: number;
  /** The text was decoded or joined, so that its own offsets mean nothing outside: all is at `base`. */
  readonly fixed: boolean;
  readonly depth: number;
  readonly variables: Variables;
}

type Parts = Omit<ShellCommand, 'offset'>;

class Reader implements Program {
  readonly commands: ShellCommand[] = [];
  readonly undecided: { offset: number; why: string }[] = [];

  readText(text: string, scope: Scope): void {
    if (text.length > MOST_CHARACTERS) return this.#doubt(scope.base, 'it is too long to be read');
    if (scope.depth > DEEPEST) return this.#doubt(scope.base, 'programs are nested too deeply in it');
    try {
      const script = parse(text);
      const [error] = script.errors ?? [];
      if (error !== undefined)
        this.#doubt(offsetIn(scope, error.pos), `the shell cannot read it: ${error.message}`);
      const variables = constantsOf(script, scope.variables);
      const whole = this.commands.length <= MOST_COMMANDS;
      this.#visit(script, { ...scope, variables }, []);
      if (whole && this.commands.length > MOST_COMMANDS)
        this.#doubt(scope.base, 'it has too many commands to be read');
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      this.#doubt(scope.base, 'it is nested too deeply');
    }
  }

  /** Notes a command and follows what it asks a shell to run. */
  take(parts: Parts, scope: Scope, offset = scope.base): ShellCommand {
    const command = { ...parts, argv: withoutWrappers(parts.argv), offset };
    this.commands.push(command);
    this.#follow(command, scope);
    return command;
  }

  #visit(node: SyntaxNode, scope: Scope, upstream: readonly ShellCommand[]): readonly ShellCommand[] {
    if (this.commands.length > MOST_COMMANDS) return [];
    if (node.type === 'Command') return [this.#command(node, scope, upstream)];
    if (node.type === 'Pipeline') return this.#pipeline(node, scope, upstream);
    const found: ShellCommand[] = [];
    forEachChild(node, (child) => found.push(...this.#visit(child, inner(node, scope), upstream)));
    return found;
  }

  #pipeline(node: Pipeline, scope: Scope, upstream: readonly ShellCommand[]): readonly ShellCommand[] {
    let before = upstream;
    for (const command of node.commands)
      before = [...before, ...this.#visit(command, scope, before)].slice(-MOST_UPSTREAM);
    return before;
  }

  #command(node: Command, scope: Scope, upstream: readonly ShellCommand[]): ShellCommand {
    const within: ShellCommand[] = [];
    forEachChild(node, (child) => within.push(...this.#visit(child, scope, [])));
    const words = [node.name, ...node.args].filter((word) => word !== undefined);
    const argv = words.map((word) => (word.type === 'Word' ? textOfWord(word, scope.variables) : word.text));
    const parts = { argv, upstream, within, ...redirections(node.redirects, scope.variables) };
    return this.take(parts, scope, offsetIn(scope, node.pos));
  }

  #follow(command: ShellCommand, scope: Scope): void {
    const deeper = { ...scope, base: command.offset, fixed: true, depth: scope.depth + 1 };
    const program = baseName(command.argv[0] ?? '');
    if (program === 'eval') return this.#followText(command.argv.slice(1).join(' '), command, deeper);
    const handed = handedOn(command.argv);
    if (handed !== undefined) {
      const { upstream, within, stdin, reads, writes } = command;
      this.take({ argv: handed, upstream, within, stdin, reads, writes }, deeper);
      return;
    }
    if (!isShell(program)) return;
    const given = givenTo(command.argv);
    if (given.from === 'text') this.#followText(given.text, command, deeper);
    else if (given.from === 'stdin') this.#followStdin(command, deeper);
  }

  #followText(text: string, command: ShellCommand, scope: Scope): void {
    // What is downloaded and run has a rule of its own.
    if (command.within.some(isDownload)) return;
    if (text === UNKNOWN || (text.includes(UNKNOWN) && isMostlyUnknown(text))) {
      this.#doubt(command.offset, 'it runs a text that is only known when it runs');
    } else if (isReadable(command.argv[0] ?? '') || command.argv[0] === 'eval') {
      this.readText(text.replaceAll(UNKNOWN, '"$_"'), scope);
    }
  }

  #followStdin(command: ShellCommand, scope: Scope): void {
    if ([...command.upstream, ...command.within].some(isDownload)) return;
    const text = command.stdin ?? constantOutput(command.upstream);
    if (text !== undefined && isKnown(text)) this.readText(text, scope);
    else if (command.upstream.length > 0 || text !== undefined)
      this.#doubt(command.offset, 'a shell runs what another program writes');
  }

  #doubt(offset: number, why: string): void {
    if (this.undecided.length < 100) this.undecided.push({ offset, why });
  }
}

/** An escaped `…` substitution has a source of its own. */
function inner(node: SyntaxNode, scope: Scope): Scope {
  if (node.type !== 'Script' || node.source === undefined) return scope;
  return { ...scope, fixed: true };
}

function offsetIn(scope: Scope, position: number): number {
  return scope.fixed ? scope.base : scope.base + position;
}

/** The first word decides what runs: when that is not known, nothing is. */
function isMostlyUnknown(text: string): boolean {
  return text.trimStart().startsWith(UNKNOWN);
}

function redirections(
  redirects: readonly Redirection[],
  variables: Variables,
): Pick<ShellCommand, 'writes' | 'reads' | 'stdin'> {
  const writes: string[] = [];
  const reads: string[] = [];
  let stdin: string | undefined;
  const known = (word: Word | undefined) => (word === undefined ? UNKNOWN : textOfWord(word, variables));
  for (const redirect of redirects) {
    if (redirect.type === 'HereString') stdin = known(redirect.target);
    else if (redirect.type === 'HereDoc') {
      const { parts, text } = redirect.body;
      stdin = parts === undefined ? text : textOfParts(parts, variables);
    } else if (redirect.operator.startsWith('<')) reads.push(known(redirect.target));
    else writes.push(known(redirect.target));
  }
  return { writes, reads, stdin };
}
