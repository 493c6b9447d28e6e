/** One simple command of a program, after quoting and constants are resolved. */
export interface ShellCommand {
  /** Wrappers such as sudo and env are taken off; words that only a run knows hold UNKNOWN. */
  readonly argv: readonly string[];
  /** Offset in the outermost text. */
  readonly offset: number;
  /** Files that it writes by redirection. */
  readonly writes: readonly string[];
  /** Those of `writes` that keep what they held. */
  readonly appends: readonly string[];
  /** Files that it reads by redirection, /dev/tcp included. */
  readonly reads: readonly string[];
  /** What it gets on standard input, where that is a constant. */
  readonly stdin: string | undefined;
  /** What feeds it: the commands before it in the pipe. */
  readonly upstream: readonly ShellCommand[];
  /** What stands in its words as $(…), `…` or <(…), or made the variables in them. */
  readonly within: readonly ShellCommand[];
  /** What wrote the name of its program: `$(…) args`, or the variable in its place. */
  readonly madeBy: readonly ShellCommand[];
  /** What it made run itself: the commands of a text that it gave to a shell, or that it handed on. */
  readonly ran: readonly ShellCommand[];
  /** Variables that are set for it, or by it where it has no program. */
  readonly assigns: readonly Assigned[];
  /** Whether sudo or its like stood before it. */
  readonly elevated: boolean;
  /** The name that its process is given instead of its own. */
  readonly posesAs?: string;
  /** The folder that it runs in, where the program went to one that is known. */
  readonly cwd?: string;
  /** What wrote the file that it runs, where the same program did. */
  readonly writtenBy?: ShellCommand;
  /** Where a program in another language connects to, as far as it says. */
  readonly opens?: readonly string[];
  /** Facts that were read from the text of a program in another language. */
  readonly traits?: readonly Trait[];
}

export interface Assigned {
  readonly name: string;
  readonly value: string;
}

/** What a text in another language does that has no command of the shell to stand for it. */
export type Trait =
  | 'runs-decoded'
  | 'runs-fetched'
  | 'gives-shell'
  | 'in-memory'
  | 'becomes-root'
  | 'forks-endlessly';

export interface Program {
  /** Every command, those of nested shells, substitutions and functions included. */
  readonly commands: readonly ShellCommand[];
  /** Program text that cannot be known before it runs, or not be read. */
  readonly undecided: readonly { readonly offset: number; readonly why: string }[];
}

/** All of a command but its place. */
export type Parts = Omit<ShellCommand, 'offset'>;

/** A command that does nothing but what `parts` say. */
export function partsOf(argv: readonly string[], parts: Partial<Parts> = {}): Parts {
  return {
    argv,
    stdin: undefined,
    upstream: [],
    within: [],
    madeBy: [],
    ran: [],
    writes: [],
    appends: [],
    reads: [],
    assigns: [],
    elevated: false,
    ...parts,
  };
}

/** The name of a program without its folder: /usr/bin/curl is curl. */
export function programOf(command: ShellCommand): string {
  return baseName(command.argv[0] ?? '');
}

/** All that feeds a command: its pipe, the substitutions in its words, and what these made run. */
export function feeding({
  upstream,
  within,
}: Pick<ShellCommand, 'upstream' | 'within'>): readonly ShellCommand[] {
  return [...upstream, ...within].flatMap((each) => (each.ran.length === 0 ? [each] : [each, ...each.ran]));
}

/** Whether it stands in the text as a command; others stand for a group, or for a text in another language. */
export function isWritten({ argv: [program] }: ShellCommand): boolean {
  return program !== undefined && !program.startsWith('(');
}

/** Options and operands. */
export function argsOf(command: ShellCommand): readonly string[] {
  return command.argv.slice(1);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
